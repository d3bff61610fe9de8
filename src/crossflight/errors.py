"""What can go wrong, as one small tree.

::

    CrossflightError
    ├── InputError (ValueError)          a file or an argument that cannot be used
    │   ├── FileError                    missing, unreadable, too big, not text, no permission
    │   └── ScenarioError                readable, but it says what cannot be
    └── CallError (ValueError)           a call that makes no sense

An impossible scenario is an answer, and a broken rule is a finding; neither is an exception.
"""

__all__ = ["CallError", "CrossflightError", "FileError", "InputError", "ScenarioError"]

MESSAGE_LIMIT = 3000
"""Characters that one message may have; a longer one is cut in the middle."""

VALUE_LIMIT = 80
"""Characters of an offending value that are shown."""


def shorten(text: str, limit: int) -> str:
    """Return the text, with its middle left out when it is longer than ``limit`` characters."""
    if len(text) <= limit:
        return text
    half = (limit - 5) // 2
    return f"{text[:half]} ... {text[-half:]}"


class CrossflightError(Exception):
    """Anything that Crossflight itself refuses."""

    def __init__(self, message: str) -> None:
        printable = "".join(mark if mark.isprintable() else " " for mark in message)
        super().__init__(shorten(printable, MESSAGE_LIMIT))


class InputError(CrossflightError, ValueError):
    """A file or an argument that cannot be used: which, where in it, what it says, and the way out."""

    def __init__(self, problem: str, *, file: str = "", path: str = "", way_out: str = "") -> None:
        self.problem = problem
        self.file = file
        self.path = path
        self.way_out = way_out
        place = ", ".join(part for part in (shorten(file, 300), shorten(path, 300)) if part)
        message = shorten(problem, 1500)
        if way_out:
            message += f" — {shorten(way_out, 600)}"
        if place:
            message = f"{place}: {message}"
        super().__init__(message)


class FileError(InputError):
    """A file that is missing, unreadable, too big or not what it should be."""


class ScenarioError(InputError):
    """A readable file that says what cannot be."""


class CallError(CrossflightError, ValueError):
    """A call that makes no sense."""
