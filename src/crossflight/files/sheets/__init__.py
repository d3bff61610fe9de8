"""Sheets: a plan as a planner's workbook or CSV, and back into a scenario."""

from crossflight.files.sheets.importing import import_sheet
from crossflight.files.sheets.tables import READ, TABLES
from crossflight.files.sheets.workbook import save_csv, save_workbook, write_csv, write_workbook

__all__ = ["READ", "TABLES", "import_sheet", "save_csv", "save_workbook", "write_csv", "write_workbook"]
