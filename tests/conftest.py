"""Hypothesis profiles: the same examples in every run on the build server, new ones at the desk."""

import os

from hypothesis import HealthCheck, settings

# A first call may import the solver or read the catalogue, so examples have no deadline.
settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("desk", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "desk"))
