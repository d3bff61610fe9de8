"""Spacewalks in the model: variables of their days and people, and what the constraints ask of them."""

from crossflight.planner.spacewalks.days import spacewalk_days
from crossflight.planner.spacewalks.operations import Operation, beyond, docked_at, is_after, keep_to, operations
from crossflight.planner.spacewalks.outing import Outing, airlock_asked, life_support, segment_agencies, still_asked
from crossflight.planner.spacewalks.people import people_aboard

__all__ = [
    "Operation",
    "Outing",
    "airlock_asked",
    "beyond",
    "docked_at",
    "is_after",
    "keep_to",
    "life_support",
    "operations",
    "people_aboard",
    "segment_agencies",
    "spacewalk_days",
    "still_asked",
]
