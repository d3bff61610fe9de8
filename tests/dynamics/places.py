"""Places that the tests of dynamics look from."""

from dataclasses import dataclass

__all__ = ["BAIKONUR_31", "ZHEZKAZGAN", "Spot"]


@dataclass(frozen=True)
class Spot:
    latitude_deg: float
    longitude_deg: float


BAIKONUR_31 = Spot(45.996, 63.564)
"""The pad of Soyuz (https://en.wikipedia.org/wiki/Baikonur_Cosmodrome_Site_31)."""

ZHEZKAZGAN = Spot(47.4, 69.6)
"""Where Soyuz come down, south-east of the town."""
