"""Errors that name the file which an orbit came from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from crossflight.errors import ScenarioError

__all__ = ["naming"]


@contextmanager
def naming(file: str | os.PathLike[str]) -> Iterator[None]:
    """Add the file to an error that says what is wrong with an orbit, but not where the orbit stands."""
    try:
        yield
    except ScenarioError as error:
        if error.file:
            raise
        raise ScenarioError(error.problem, file=os.fspath(file), path=error.path, way_out=error.way_out) from error
