"""Tables beside the cases: what a division's calendar has of its own."""

from sqlalchemy import Boolean, Column, Date, String, Table

from signaling.store.tables import metadata

# Beside the library's calendar (agent_console/store/calendars.py): a notice that came later, a division's own holiday.
calendar_days = Table(
    "calendar_days",
    metadata,
    Column("division", String(12), primary_key=True),  # Holds for all within it; 000000 is the country.
    Column("day", Date, primary_key=True),
    Column("worked", Boolean, nullable=False),
    Column("name", String(100), nullable=False),
)
