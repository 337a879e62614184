"""The moves of one matter on real media, from the call to the acceptance: what an official does with any item."""

from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec

from agent_console.core.clock import CHINA
from agent_console.core.form import Value
from signaling.protocol.media import Source, Track
from signaling.protocol.messages import ConsentGiven, SessionEnded
from signaling.protocol.names import Role
from signaling.protocol.views import CaseView, PageState
from tests.support.answers import answers
from tests.support.city import Desk, Resident
from tests.support.official import Official

FRAMES = 5  # Of each source, before and after the work: seen and heard at all, and still.


async def meet(official: Official, resident: Resident) -> CaseView:
    """Call the resident; return once both see and hear each other and the recording is consented to."""
    await official.somebody_waits()
    case = await official.call_next()
    await official.join()
    await both_ways(official, resident)
    await official.wire.wait(ConsentGiven, lambda fact: fact.granted)
    return case


async def both_ways(official: Official, resident: Resident) -> None:
    """Return once more of every track has come through: voice and camera both ways, and the paper."""
    assert official.peer is not None
    for track in Track:
        source = Source(Role.WINDOW, track)
        await official.sees(source, official.peer.frames[source] + FRAMES)
    for track in (Track.VOICE, Track.CAMERA):
        source = Source(Role.OFFICIAL, track)
        await resident.sees(source, resident.frames[source] + FRAMES)


async def lay_down(official: Official, *, without: Collection[str] = (), clerk: Desk | None = None) -> CaseView:
    """
    Scan a page for every material that is needed and is not there yet.

    The clerk at the window sees those originals that must be seen, and gives them back.
    """
    case = await official.case()
    item = msgspec.json.decode(await official.rest.fetch(f"/api/items/{case.item}"))
    to_be_seen = {material["code"] for material in item["materials"] if material.get("originalSeen")}
    for material in case.materials:
        if not material.required or material.code in without or material.pages or material.on_card:
            continue
        page = await official.scan()
        assert page.state is PageState.READ
        await official.act("accept-page", page=page.hash, material=material.code)
        if material.code in to_be_seen:
            assert clerk is not None, "an original that must be seen needs a clerk"
            await clerk.act(case.id, "see-original", material=material.code)
            await clerk.settle(case.id, (material.code,), "returned")
    return await official.case()


async def fill_in(official: Official, known: Mapping[str, Value] | None = None) -> CaseView:
    """Answer the form as the item asks, and say what must be told."""
    case = await official.case()
    detail = msgspec.json.decode(await official.rest.fetch(f"/api/items/{case.item}"))
    given = {**case.values, **(known or {})}
    case = await official.act("save-form", values=answers(detail["form"], datetime.now(CHINA).date(), given))
    for note in case.to_tell:
        if note.told_at is None:
            await official.act("tell-note", index=note.index)
    return await official.case()


async def conclude(official: Official) -> CaseView:
    """Present, let the resident sign and confirm, and accept."""
    await official.act("present")
    await official.case_when("confirmed")
    accepted = await official.act("accept")
    assert accepted.number is not None
    return accepted


async def part(official: Official, resident: Resident) -> None:
    """See that the call still stands, and end it."""
    await both_ways(official, resident)
    await official.end()
    await official.wire.wait(SessionEnded)
