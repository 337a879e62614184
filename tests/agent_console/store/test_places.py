from msgspec.structs import replace
from sqlalchemy import select

from agent_console.core.division import joined
from agent_console.core.office import HALL_HOURS, Office, OfficeKind
from agent_console.store import places
from agent_console.store.places import Added
from signaling.clock import FakeClock
from signaling.protocol.views import Text
from signaling.store.engine import Store
from signaling.store.tables import audit

NOW = FakeClock().now()
DIVISIONS = joined({code: Text(zh=code, en=code) for code in ("44", "4413", "441302", "441302001")})
NAME = Text(zh="惠城区政务服务大厅", en="Huicheng hall")
HALL = Office("huicheng", OfficeKind.HALL, NAME, "441302", NAME, 23.08, 114.38, "0752-1", HALL_HOURS)
TAX = Office("tax-441302", OfficeKind.DEPARTMENT, NAME, "441302", NAME, department="tax")


async def test_divisions_come_back_as_they_were(store: Store) -> None:
    assert await store.write(lambda tx: places.add_divisions(tx, DIVISIONS, NOW)) == Added(4, 0, 0)
    assert await store.read(places.all_divisions) == list(DIVISIONS)


async def test_what_is_the_same_is_not_written_again(store: Store) -> None:
    await store.write(lambda tx: places.add_divisions(tx, DIVISIONS, NOW))
    renamed = replace(DIVISIONS[2], name=Text(zh="惠城区", en="Huicheng District"))
    assert await store.write(lambda tx: places.add_divisions(tx, DIVISIONS, NOW)) == Added(0, 0, 4)
    assert await store.write(lambda tx: places.add_divisions(tx, [renamed], NOW)) == Added(0, 1, 0)
    assert (await store.read(places.all_divisions))[2] == renamed
    entries = await store.read(lambda tx: tx.execute(select(audit.c.action)).scalars().all())
    assert entries == ["divisions-imported", "divisions-imported"]


async def test_offices_are_found_by_id_kind_and_division(store: Store) -> None:
    await store.write(lambda tx: places.add_offices(tx, [HALL, TAX], NOW))
    assert await store.read(lambda tx: places.get(tx, "huicheng")) == HALL
    assert await store.read(lambda tx: places.get(tx, "none")) is None
    assert await store.read(places.halls) == [HALL]
    assert await store.read(lambda tx: places.departments(tx, "441302")) == [TAX]
    assert await store.read(lambda tx: places.departments(tx, "441300")) == []
    moved = replace(HALL, latitude=23.1)
    assert await store.write(lambda tx: places.add_offices(tx, [moved, TAX], NOW)) == Added(0, 1, 1)
    assert await store.read(places.halls) == [moved]


async def test_what_is_imported_later_finds_its_place(store: Store) -> None:
    county, city = {"441302": Text(zh="惠城区", en="")}, {"441300": Text(zh="惠州市", en="")}
    await store.write(lambda tx: places.add_names(tx, county, NOW))
    assert await store.write(lambda tx: places.add_names(tx, city, NOW)) == Added(1, 1, 0)
    assert [(each.code, each.parent) for each in await store.read(places.all_divisions)] == [
        ("441300", None),
        ("441302", "441300"),
    ]
