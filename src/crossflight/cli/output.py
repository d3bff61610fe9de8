"""Standard output: one page for people, or one JSON document for programs."""

import json
import sys
from typing import Any

__all__ = ["write_json"]


def write_json(document: Any) -> None:
    """Write one JSON document; letters outside ASCII are escaped where the stream could not hold them."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(document, ensure_ascii=not is_unicode, allow_nan=False, indent=2) + "\n")
