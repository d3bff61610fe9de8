"""Virtual environments of the peers, made when they are first asked for.

Each peer has one of its own under build/peers, from the pinned requirements of its name in benchmarks/peers: their
pins differ from the project's, and Crossflight never depends on them.
"""

import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["OWN", "PEERS", "PeerError", "interpreter"]

HERE = Path(__file__).parent
PEERS = HERE / "peers"
MADE = HERE.parent / "build" / "peers"

OWN = "crossflight"
"""The name of the project's own environment."""


class PeerError(Exception):
    """An environment cannot be made; says why in a line."""


def interpreter(name: str) -> Path:
    """Return the Python of an environment, which is made anew when its requirements have changed.

    Raises
    ------
    PeerError
        When it cannot be made, as without a network.
    """
    if name == OWN:
        return Path(sys.executable)
    requirements = PEERS / f"{name}.txt"
    if not requirements.is_file():
        known = ", ".join(sorted(path.stem for path in PEERS.glob("*.txt")))
        message = f"no peer is called '{name}'; there are {known}"
        raise PeerError(message)
    folder = MADE / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = folder / ".made-from"
    wanted = requirements.read_text(encoding="ascii")
    if python.is_file() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return python
    sys.stderr.write(f"making {folder} ...\n")
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)], name)
    _run([str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install", "-r", str(requirements)], name)
    stamp.write_text(wanted, encoding="ascii")
    return python


def _run(command: list[str], name: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-1:]
        message = f"its environment cannot be made: {' '.join(lines[:1])} (is there a network? see {PEERS / name}.txt)"
        raise PeerError(message)
