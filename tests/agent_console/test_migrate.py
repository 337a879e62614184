from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from agent_console.migrate import upgrade
from agent_console.store.tables import metadata


def test_the_revisions_lead_to_the_tables_of_the_code(database_url: str) -> None:
    upgrade(database_url)
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
        for table in metadata.sorted_tables:
            expected = {index.name for index in table.indexes}
            assert expected <= {index["name"] for index in inspect(connection).get_indexes(table.name)}
    engine.dispose()


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO counters (name, value) VALUES ('kept', 7)"))
    upgrade(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM counters WHERE name = 'kept'")).scalar_one() == 7
    engine.dispose()
