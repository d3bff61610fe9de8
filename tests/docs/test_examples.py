"""The examples of the pages run, in the order in which they stand."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossflight.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
BLOCK = re.compile(r"^```(python|console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {}
    for language, text in blocks(page):
        if language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, str(page), "exec"), namespace)
        elif language == "console":
            run_console(text)
        else:
            (tmp_path / "example.toml").write_text(text, encoding="utf-8")
            run_console("$ crossflight check example.toml")


def run_console(text: str) -> None:
    for line in text.splitlines():
        command, _, note = line.partition("  # exits ")
        words = shlex.split(command)
        if words[:2] != ["$", "crossflight"]:
            continue
        result = CliRunner().invoke(app, words[2:])

        assert int(note[:1] or 0) == result.exit_code, f"{line}\n{result.output}"
