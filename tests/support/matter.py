"""The moves of one matter on real media, from the call to the acceptance: what an official does with any item."""

import time
from collections.abc import Collection, Mapping
from datetime import datetime

import httpx
import msgspec

from agent_console.api.bodies.documents import Journey
from agent_console.core.clock import CHINA
from agent_console.core.form import Value
from agent_console.demo.answers import answers
from signaling.protocol.case_views import CaseView, PageState
from signaling.protocol.facts import ConsentGiven, SessionEnded
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role
from tests.support.city import City, Desk, Resident
from tests.support.code import read_code
from tests.support.official import Official

FRAMES = 5  # Of each source, before and after the work: seen and heard at all, and still.
MOST_SECONDS = 60.0  # Of waiting that the system adds to one whole matter.


class Waiting:
    """
    What people wait for the system in one matter, over several stretches (`with waiting:`).

    Everything in a stretch counts, the drawn resident's own pace included.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.monotonic() - self._since


async def meet(official: Official, resident: Resident) -> CaseView:
    """Call the resident; return once both see and hear each other and the recording is consented to."""
    await official.somebody_waits()
    case = await official.call_next()
    official.stay()
    await both_ways(official, resident)
    await official.wire.wait(ConsentGiven, lambda fact: fact.granted)
    return case


async def both_ways(official: Official, resident: Resident) -> None:
    """Return once more of every track has come through: voice and camera both ways, and the paper."""
    for track in Track:
        await official.sees_more(Source(Role.WINDOW, track), FRAMES)
    for track in (Track.VOICE, Track.CAMERA):
        source = Source(Role.OFFICIAL, track)
        await resident.sees(source, resident.frames[source] + FRAMES)


async def lay_down(official: Official, *, without: Collection[str] = (), clerk: Desk | None = None) -> CaseView:
    """
    Scan a page for every material that is needed and is not there yet.

    The clerk at the window sees those originals that must be seen, and gives them back.
    """
    case = await official.case()
    checklist = msgspec.json.decode(await official.rest.fetch(f"/api/items/{case.item}/checklist"))
    to_be_seen = {material["code"] for material in checklist["materials"] if material["originalSeen"]}
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
    await official.leave()
    await official.end()
    await official.wire.wait(SessionEnded)


async def progress(town: City, case: str) -> Journey:
    """Photograph the code on the window's screen with a phone that is signed in nowhere; return what it shows."""
    svg = (await town.window.fetch(f"/api/cases/{case}/progress.svg?page=window")).decode()
    link = read_code(svg)
    token = link.rpartition("/")[2]
    async with httpx.AsyncClient(base_url=town.product.url) as phone:
        assert (await phone.get(link)).status_code == 200
        answer = await phone.get(f"/api/progress/{token}")
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Journey)
