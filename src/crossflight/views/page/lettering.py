"""How wide a text stands on the page, so that a label is only written where it has room."""

__all__ = ["fits", "text_width_px"]

SAFETY = 1.06
"""System fonts differ; most are narrower than this."""

# Widths of Arial's letters in thousandths of the font size, by class.
_WIDTHS = (
    ("ijl'|", 222),
    (" ftI.,:;/!-·()[]", 300),
    ("r", 333),
    ("ckszvxy", 500),
    ("abdeghnopqu0123456789+<>=?_", 556),
    ("LTFZ", 611),
    ("ABEKPSVXY", 667),
    ("CDHNRUw", 722),
    ("GOQ", 778),
    ("mM", 833),
    ("W", 944),
)
_WIDTH_OF = {letter: width for letters, width in _WIDTHS for letter in letters}
_OTHER = 600
_WIDE = 1000
_FIRST_WIDE = 0x1100
"""From here on come scripts whose letters are as wide as high."""


def text_width_px(text: str, size_px: float, *, is_bold: bool = False) -> float:
    """Return how wide the text is in a common sans-serif font, rather too much than too little."""
    thousandths = sum(_WIDTH_OF.get(letter, _OTHER if ord(letter) < _FIRST_WIDE else _WIDE) for letter in text)
    return thousandths / 1000 * size_px * SAFETY * (1.07 if is_bold else 1.0)


def fits(text: str, size_px: float, room_px: float, *, is_bold: bool = False) -> bool:
    """Say whether the text has room."""
    return text_width_px(text, size_px, is_bold=is_bold) <= room_px
