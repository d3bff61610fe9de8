"""Units and constants that more than one room needs; every name ends in its unit."""

__all__ = ["MINUTES_IN_A_DAY", "SECONDS_IN_A_DAY"]

SECONDS_IN_A_DAY = 86_400
MINUTES_IN_A_DAY = 1_440
