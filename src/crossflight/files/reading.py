"""Read the text of a file: never more than a limit, never from anything but an ordinary file."""

import os
import stat
from pathlib import Path

from crossflight.errors import FileError

__all__ = ["FILE_LIMIT_BYTES", "is_file", "read_bytes", "read_text", "text_of"]

FILE_LIMIT_BYTES = 20_000_000
"""Largest file that is read; a scenario of many years is some hundred times smaller."""


def is_file(path: Path) -> bool:
    """Say whether an ordinary file of that name exists; a name that no file can have is a plain no."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; a byte order mark at its start is left out.

    Raises
    ------
    FileError
        When it is missing, not an ordinary file, not readable, empty, too large, or not text.
    """
    return text_of(read_bytes(path), str(path))


def read_bytes(path: Path, give: str = "a scenario (.toml) or a plan (.json)") -> bytes:
    """Return what an ordinary file holds; ``give`` says what to give instead of an empty one.

    Raises
    ------
    FileError
        When it is missing, not an ordinary file, not readable, empty, or too large.
    """
    name = str(path)
    try:
        return _content(path, name, give)
    except FileError:
        raise
    except FileNotFoundError as error:
        raise FileError("there is no such file", file=name, way_out="check the name and the folder") from error
    except PermissionError as error:
        raise FileError("it may not be read", file=name, way_out="allow yourself to read it") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"it cannot be read: {reason}", file=name, way_out="check the name") from error
    except ValueError as error:
        raise FileError("no file can have this name", file=name, way_out="check the name") from error


def _content(path: Path, name: str, give: str) -> bytes:
    """Return the bytes of an ordinary file, having looked at what it is both before and after opening it."""
    _refuse_all_but_files(path.stat(), name)
    # Should a pipe take the file's place meanwhile, opening it must not wait for a writer.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        _refuse_all_but_files(os.fstat(handle), name)
        content: bytes | None = file.read(FILE_LIMIT_BYTES + 1)
    if not content:
        raise FileError("it is empty", file=name, way_out=f"give {give}")
    if len(content) > FILE_LIMIT_BYTES:
        raise _too_large(name)
    return content


def _refuse_all_but_files(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileError("it is a folder, not a file", file=name, way_out="give a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise FileError("it is a device or a pipe, not an ordinary file", file=name, way_out="give a file")
    if status.st_size > FILE_LIMIT_BYTES:
        raise _too_large(name, status.st_size)


def _too_large(name: str, size_bytes: int | None = None) -> FileError:
    size = "it is" if size_bytes is None else f"its {size_bytes:,} bytes are"
    return FileError(
        f"{size} more than {FILE_LIMIT_BYTES:,} bytes, the most that is read", file=name, way_out="split it"
    )


def text_of(content: bytes, name: str) -> str:
    """Return the UTF-8 text that the bytes are; ``name`` stands in the message when they are none."""
    if 0 in content:
        position = content.index(0)
        problem = f"it is not a text file: byte {position:,} is 0"
        raise FileError(problem, file=name, way_out="save it as UTF-8 text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"it is not UTF-8 text: line {line:,} holds the byte 0x{content[error.start]:02x}"
        raise FileError(problem, file=name, way_out="save it as UTF-8 text") from error
