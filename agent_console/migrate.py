"""The database's revisions, run by Alembic before the server opens it."""

from pathlib import Path

from alembic import command
from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


def config(url: str) -> Config:
    """Return Alembic's configuration for one database; there is no alembic.ini."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    # Alembic reads options through configparser, to which a percent sign of a URL-encoded password is special.
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


def upgrade(url: str) -> None:
    """Bring a database to the newest revision; an empty one gets all tables. Blocks."""
    command.upgrade(config(url), "head")
