"""Alembic's environment: one connection, one transaction per revision."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from agent_console.store.tables import metadata


def run() -> None:
    """Run the revisions that Alembic asks for."""
    url = context.config.get_main_option("sqlalchemy.url")
    assert url is not None
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        # SQLite changes a table by copying it (batch mode).
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


run()
