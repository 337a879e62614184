from sqlalchemy import create_engine, inspect

from signaling.store.engine import Store
from signaling.store.tables import metadata


async def test_both_databases_get_the_same_tables_and_columns(database_url: str) -> None:
    store = Store(database_url)
    await store.create()
    await store.close()
    engine = create_engine(database_url)
    found = inspect(engine)
    for table in metadata.sorted_tables:
        assert [column["name"] for column in found.get_columns(table.name)] == [column.name for column in table.columns]
    engine.dispose()


def test_every_column_that_holds_a_time_holds_its_zone() -> None:
    kinds = {type(column.type).__name__ for table in metadata.sorted_tables for column in table.columns}
    assert "DateTime" not in kinds
