"""The door: every command goes through here, and whatever goes wrong comes out as one line and an exit code.

====  ============================================================
0     done, and nothing hard is broken
1     rules are broken, or there is no plan
2     the input or the call is wrong, or something unexpected happened
130   interrupted
141   the reader closed the pipe
====  ============================================================
"""

import contextlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Any

import typer
from typer.core import TyperGroup

from crossflight.errors import MESSAGE_LIMIT, CrossflightError, shorten

__all__ = ["BROKEN", "DONE", "INTERRUPTED", "WRONG", "Door", "say"]

DONE = 0
BROKEN = 1
WRONG = 2
INTERRUPTED = 130
CLOSED = 141


def say(message: str) -> None:
    """Write one line to standard error; a closed standard error is nobody's loss."""
    printable = "".join(mark if mark.isprintable() else " " for mark in message)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"crossflight: {shorten(printable, MESSAGE_LIMIT)}\n")
        sys.stderr.flush()


class Door(TyperGroup):
    """The group of all commands, with one way out for each kind of trouble."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command, and leave with its exit code unless the caller handles that."""
        _write_what_can_be_written()
        with _noting_interrupts() as pressed:
            code = self._code_of(args, prog_name or "crossflight", complete_var, windows_expand_args, extra, pressed)
        if not standalone_mode:
            return code
        sys.exit(_flushed(code))

    def _code_of(
        self,
        args: Sequence[str] | None,
        prog_name: str | None,
        complete_var: str | None,
        windows_expand_args: bool,
        extra: dict[str, Any],
        pressed: Sequence[int],
    ) -> int:
        try:
            result = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except CrossflightError as error:
            say(str(error))
        except typer.TyperException as error:
            say(_usage(error))
        except BrokenPipeError:
            return CLOSED
        except (KeyboardInterrupt, typer.Abort):
            say("interrupted")
            return INTERRUPTED
        except Exception as error:
            if pressed:  # a library took Ctrl-C for a failure of its own, as pydantic does while it builds a noun
                say("interrupted")
                return INTERRUPTED
            _apologise(error)
        else:
            if result == INTERRUPTED:
                say("interrupted")
            return result if isinstance(result, int) else DONE
        return WRONG

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Typer would take a closed pipe for a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit(CLOSED) from None


@contextlib.contextmanager
def _noting_interrupts() -> Iterator[Sequence[int]]:
    """Yield what fills when Ctrl-C is pressed, which interrupts as ever."""
    pressed: list[int] = []
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield pressed
        return

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _write_what_can_be_written() -> None:
    """Let a terminal that lacks a letter show a question mark instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _flushed(code: int) -> int:
    """Return the exit code after all output is out; quiet when the reader has gone."""
    is_lost = code == CLOSED
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code, is_lost = CLOSED, True
    except OSError as error:
        say(f"the output could not be written: {error.strerror}")
        code, is_lost = WRONG, True
    if is_lost:
        # What is left in the buffer would be tried again, and complained about, when the interpreter ends.
        with contextlib.suppress(AttributeError, ValueError, OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _usage(error: typer.TyperException) -> str:
    """Return what is wrong with the call, and where help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "crossflight"
    message = " ".join(error.format_message().split()).rstrip(".").replace(": Value error, ", ": ")
    return f"{message[:1].lower()}{message[1:]} — see '{command} --help'"


def _apologise(error: Exception) -> None:
    """Say that this should not have happened; the traceback only for those who ask for it."""
    if os.environ.get("CROSSFLIGHT_DEBUG"):
        traceback.print_exc()
        return
    if isinstance(error, OSError) and error.strerror:
        say(f"{error.strerror}{f': {error.filename}' if error.filename else ''}")
        return
    told = shorten(" ".join(str(error).split()), 300)
    say(
        f"sorry, that should not have happened: {type(error).__name__}{f': {told}' if told else ''} "
        "— run again with CROSSFLIGHT_DEBUG=1 to see where, and report it"
    )
