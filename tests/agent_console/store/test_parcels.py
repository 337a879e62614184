from datetime import UTC, datetime

from msgspec.structs import replace

from agent_console.core.dispatch import ParcelState, Step
from agent_console.store import parcels
from agent_console.store.parcels import Parcel
from signaling.protocol.names import CaseId
from signaling.store.engine import Store

AT = datetime(2026, 1, 5, tzinfo=UTC)
CASE = CaseId("case")
CHOSEN = Parcel(
    CASE, "parcel", None, None, "张三", "13800138000", "441302", "路 1 号", None, ParcelState.CHOSEN, (), (), AT, AT
)


async def test_the_last_word_counts_and_only_a_parcel_underway_is_tracked(store: Store) -> None:
    await store.write(lambda tx: parcels.put(tx, CHOSEN))
    assert await store.read(parcels.underway) == []
    sent = replace(CHOSEN, number="RC1", state=ParcelState.HANDED_IN)
    await store.write(lambda tx: parcels.put(tx, sent))
    assert await store.read(parcels.underway) == [sent]
    steps = (Step(AT, ParcelState.DELIVERED, "签收"),)
    await store.write(lambda tx: parcels.move(tx, CASE, ParcelState.DELIVERED, steps, AT))
    assert await store.read(parcels.underway) == []
    found = await store.read(lambda tx: parcels.get(tx, CASE))
    assert found is not None
    assert found.steps == steps
