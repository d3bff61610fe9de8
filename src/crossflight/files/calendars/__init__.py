"""Plans as calendars (iCalendar, RFC 5545)."""

from crossflight.files.calendars.writing import save_calendar, write_calendar

__all__ = ["save_calendar", "write_calendar"]
