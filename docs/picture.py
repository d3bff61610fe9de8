"""Renew docs/images/plan-page.png: plan the shipped scenario, draw its page, and photograph the top with Chromium.

    .venv/bin/python docs/picture.py

Only this needs a browser; ``chromium`` is looked for under its usual names.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import crossflight
from crossflight.record import Scenario

PICTURE = Path(__file__).parent / "images" / "plan-page.png"
WIDTH_PX = 1600
HEIGHT_PX = 1130
NAMES = ("chromium", "chromium-browser", "google-chrome")
TIME_LIMIT_S = 300.0

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def photograph(page: Path, picture: Path) -> None:
    """Write the top of a page, as a browser shows it, to a file."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser was found: one of {', '.join(NAMES)} is needed")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            *QUIET,
            f"--user-data-dir={profile}",
            f"--window-size={WIDTH_PX},{HEIGHT_PX}",
            f"--screenshot={picture}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Plan, draw and photograph."""
    scenario = crossflight.load("iss-2022")
    assert isinstance(scenario, Scenario)
    answer = crossflight.plan(scenario, time_limit_s=TIME_LIMIT_S)
    assert answer.plan is not None
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "plan.html"
        crossflight.export(answer.plan, "html", page)
        photograph(page, PICTURE)
    print(PICTURE)  # noqa: T201 - a command for those who write the pages


if __name__ == "__main__":
    main()
