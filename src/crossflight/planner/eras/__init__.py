"""Eras: a long horizon cut into parts that are planned one after another, and what they decided joined to one plan.

No solver here: an era is a scenario like any other.
"""

from crossflight.planner.eras.cutting import cut
from crossflight.planner.eras.past import Past, begin, freeze, join, shorten
from crossflight.planner.eras.skies import cut_sky
from crossflight.planner.eras.spans import EraSpan, era_from, quiet_day

__all__ = ["EraSpan", "Past", "begin", "cut", "cut_sky", "era_from", "freeze", "join", "quiet_day", "shorten"]
