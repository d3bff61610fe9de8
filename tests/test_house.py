"""The house around the code: import contracts, and what the wheel holds."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_every_room_imports_only_what_the_contracts_allow() -> None:
    lint_imports = str(Path(sysconfig.get_path("scripts"), "lint-imports"))
    command = [lint_imports, "--no-cache", "--no-logo"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout + run.stderr


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    package = PROJECT / "src"
    files = {
        path.relative_to(package).as_posix()
        for path in (package / "crossflight").rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".pyo"}
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("crossflight/")}

    assert files == packed
