"""Put a section that a command makes in its place on docs/validation.md, between the marks of its name."""

import sys
from pathlib import Path

__all__ = ["renew"]

PAGE = Path(__file__).parent / "validation.md"


def renew(name: str, text: str) -> None:
    """Print the section and put it between its marks; a new one goes to the end of the page."""
    sys.stdout.write(text)
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    whole = PAGE.read_text(encoding="utf-8")
    if begin not in whole:
        whole += f"\n{begin}{end}"
    before, _, rest = whole.partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
