"""What a planner's sheet changed in a scenario."""

from crossflight.record.noun import Noun, Text
from crossflight.record.scenario import ScenarioFile

__all__ = ["CellChange", "SheetImport"]


class CellChange(Noun):
    """One cell of a sheet that says something else than the scenario."""

    table: Text
    """The sheet, such as Wishes."""
    entry: Text
    """The id in the first column."""
    column: Text
    before: Text | None = None
    after: Text | None = None


class SheetImport(Noun):
    """A scenario with what a sheet says, and what that changed."""

    file: ScenarioFile
    text: str
    """The scenario as TOML, comments kept."""
    changes: tuple[CellChange, ...] = ()
    notes: tuple[Text, ...] = ()
    """What the sheet holds and was not read, and what the scenario holds and the sheet does not."""
