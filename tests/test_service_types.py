"""Each service type from the call to its end, on real media: who accepts and who decides follows from the type."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from signaling.protocol.case_views import CaseView
from signaling.protocol.names import Role
from tests.support import matter
from tests.support.city import City, city

HUICHENG, BOLUO = "441302", "441322"


@dataclass(frozen=True)
class Way:
    """How a matter of Boluo goes at Huicheng's window."""

    item: str
    acceptor: str
    deciding: str
    reviewer: str
    decider: str


WAYS = {
    1: Way("name-change", "he", BOLUO, "he", "gao"),  # Collected at the window; all the rest is done at home.
    2: Way("food-business-licence", "chen", BOLUO, "he", "gao"),  # Accepted at the window in Boluo's name.
    3: Way("individual-business-registration", "chen", HUICHENG, "second", "third"),  # All at the window's place.
}


@pytest.mark.timeout(600)
async def test_each_service_type_goes_from_end_to_end(tmp_path: Path) -> None:
    """(e) Who accepts, who decides and where the papers go follow from the type alone."""
    async with city(tmp_path) as town:
        for service_type, way in WAYS.items():
            accepted = await visit(town, way)
            assert (accepted.service_type, accepted.home, accepted.deciding) == (service_type, BOLUO, way.deciding)
            assert accepted.number is not None
            closed = await conclude(town, way, accepted)
            assert closed.closing == "delivered"
            assert {duty: closed.duties[duty] for duty in ("acceptor", "reviewer", "decider")} == {
                "acceptor": way.acceptor,
                "reviewer": way.reviewer,
                "decider": way.decider,
            }


async def visit(town: City, way: Way) -> CaseView:
    """The call, from Huicheng's window to whoever accepts."""
    async with (
        town.resident(way.item, home=BOLUO) as resident,
        town.official(way.acceptor) as official,
        town.desk("wu", Role.CLERK) as clerk,
    ):
        await matter.meet(official, resident)
        await matter.lay_down(official, clerk=clerk)
        await matter.fill_in(official)
        accepted = await matter.conclude(official)
        await matter.part(official, resident)
    return accepted


async def conclude(town: City, way: Way, case: CaseView) -> CaseView:
    """Review, decide, account for the originals, and give the result at the window."""
    async with town.desk(way.reviewer) as reviewer, town.desk(way.decider) as decider:
        await reviewer.decide(case.id, decider)
        await decider.document(case.id, "licence")
        await decider.account_for_originals(case.id)
        return await decider.act(case.id, "deliver", way="window")
