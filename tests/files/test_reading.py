"""Reading: an ordinary UTF-8 file of some size, and clear words for everything else."""

import os
import threading
from pathlib import Path

import pytest

from crossflight.errors import FileError
from crossflight.files.reading import FILE_LIMIT_BYTES, is_file, read_text


def refusal(path: Path) -> str:
    """Return why the file is refused; a reader that waits for ever fails the test."""
    refusals: list[FileError] = []

    def read() -> None:
        try:
            read_text(path)
        except FileError as error:
            refusals.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(timeout=20)
    [refusal] = refusals
    assert str(path) == refusal.file
    assert refusal.way_out
    return refusal.problem


def test_text_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes('name = "Ünal"\r\n'.encode())

    assert 'name = "Ünal"\r\n' == read_text(tmp_path / "a.toml")


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfname = 1")

    assert "name = 1" == read_text(tmp_path / "a.toml")


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    assert "there is no such file" == refusal(tmp_path / "missing.toml")
    assert "it cannot be read: Not a directory" == refusal(Path(__file__, "a.toml"))


def test_a_folder(tmp_path: Path) -> None:
    assert "it is a folder, not a file" == refusal(tmp_path)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()

    assert "it is empty" == refusal(tmp_path / "a.toml")


def test_a_sparse_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.toml").open("wb") as file:
        file.truncate(50_000_000)

    assert "its 50,000,000 bytes are more than 20,000,000 bytes, the most that is read" == refusal(tmp_path / "a.toml")


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"#" * FILE_LIMIT_BYTES)

    assert FILE_LIMIT_BYTES == len(read_text(tmp_path / "a.toml"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name = \x00", "it is not a text file: byte 7 is 0"),
        ("name = 1".encode("utf-16-le"), "it is not a text file: byte 1 is 0"),
        (b"a = 1\nb = '\xff'", "it is not UTF-8 text: line 2 holds the byte 0xff"),
        (b"a = '\xc3", "it is not UTF-8 text: line 1 holds the byte 0xc3"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "a.toml").write_bytes(content)

    assert problem == refusal(tmp_path / "a.toml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_a_device_is_refused_unread() -> None:
    assert "it is a device or a pipe, not an ordinary file" == refusal(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes of that kind here")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")

    assert "it is a device or a pipe, not an ordinary file" == refusal(tmp_path / "a.toml")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = 1")
    (tmp_path / "a.toml").chmod(0)

    assert "it may not be read" == refusal(tmp_path / "a.toml")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "a.toml")

    assert "it cannot be read: Too many levels of symbolic links" == refusal(tmp_path / "a.toml")


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert "no file can have this name" == refusal(Path(name))
    assert not is_file(Path(name))


def test_a_name_that_is_too_long() -> None:
    assert "it cannot be read: File name too long" == refusal(Path("x" * 5_000))
    assert not is_file(Path("x" * 5_000))
