"""Plan, check and fly integrated crew flights and spacewalks for crewed space stations.

::

    import crossflight as cf

    scenario = cf.load("iss-2022")
    answer = cf.plan(scenario)
    findings = cf.check(answer.plan)
    cf.show(answer.plan, findings)

The verbs stand here; the nouns are in `crossflight.record`, what can go wrong in `crossflight.errors`. A verb
is imported when it is first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossflight.story import baseline, check, export, load, measure, plan, save, show, survey, windows

    __version__: str

__all__ = ["__version__", "baseline", "check", "export", "load", "measure", "plan", "save", "show", "survey", "windows"]


def __getattr__(name: str) -> Any:
    """Return the version, or a verb of the story, when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slower than all the rest

        try:
            return version("crossflight")
        except PackageNotFoundError:
            return "unknown: the package is not installed"
    if name in __all__:
        from crossflight import story  # noqa: PLC0415 - the nouns take a quarter of a second

        return getattr(story, name)
    message = f"module 'crossflight' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
