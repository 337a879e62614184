from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from signaling.ports import Transaction
from signaling.protocol.views import Text
from signaling.store.columns import Json, Utc
from signaling.store.engine import Store

table = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", Utc),
    Column("name", Json(Text)),
    Column("set", Json(frozenset[str])),
)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A database of its own, for the table of its own."""
    opened = Store(database_url)
    yield opened
    await opened.close()


def keep(tx: Transaction, **values: object) -> tuple[object, ...]:
    table.metadata.create_all(tx)
    tx.execute(insert(table).values(id=1, **values))
    return tuple(tx.execute(select(table)).one())


async def test_a_time_comes_back_in_utc_to_the_microsecond(store: Store) -> None:
    at = datetime(2026, 1, 5, 17, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    kept = await store.write(lambda tx: keep(tx, at=at))
    assert kept[1] == at
    assert kept[1].tzinfo is UTC  # type: ignore[attr-defined]


async def test_a_time_without_a_zone_is_not_stored(store: Store) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        await store.write(lambda tx: keep(tx, at=datetime(2026, 1, 5)))  # noqa: DTZ001 - The point of the test.


async def test_a_struct_and_a_set_come_back_as_what_they_were(store: Store) -> None:
    name, chosen = Text("惠城", "Huicheng"), frozenset({"b", "a"})
    assert await store.write(lambda tx: keep(tx, name=name, set=chosen)) == (1, None, name, chosen)


async def test_nothing_comes_back_as_nothing(store: Store) -> None:
    assert await store.write(keep) == (1, None, None, None)


async def test_a_set_has_one_text_whatever_its_order(store: Store) -> None:
    await store.write(lambda tx: keep(tx, set=frozenset("zyx")))
    texts = await store.read(lambda tx: tx.exec_driver_sql('select "set" from kept').scalar())
    assert texts == '["x","y","z"]'
