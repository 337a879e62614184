"""Claims about taking a material from an earlier case."""

from datetime import timedelta

from tests.agent_console.api.test_cases import ok, refused
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_materials import PROOF, accepted_once, agree, change_item


async def test_reuse_is_refused_without_consent_when_unknown_and_when_expired(hall: Hall) -> None:
    await change_item(hall, reusable=True, valid_days=30)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    hall.clock.advance(timedelta(days=31))
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    take = {"material": PROOF, "source": first, "consent": True}
    assert await refused(hall.act(official, case, "reuse-material", **take)) == "reuse-not-agreed"
    await ok(agree(window, case))
    assert await refused(hall.act(official, case, "reuse-material", **{**take, "source": case})) == "reuse-unknown"
    assert await refused(hall.act(official, case, "reuse-material", **take)) == "material-expired"
    (offer,) = (await official.get(f"/api/cases/{case}/reusable")).json()["offers"]
    assert offer["expired"]
    assert offer["ageDays"] == 31


async def test_nothing_of_another_resident_is_offered_or_taken(hall: Hall) -> None:
    await change_item(hall, reusable=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    case = await hall.open_case(resident="441302198505052219")
    await ok(agree(window, case))
    assert (await official.get(f"/api/cases/{case}/reusable")).json()["offers"] == []
    take = {"material": PROOF, "source": first, "consent": True}
    assert await refused(hall.act(official, case, "reuse-material", **take)) == "reuse-unknown"
