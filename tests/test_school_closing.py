"""(d) Closing a school on real media: one application, two departments, and one of them refuses."""

from pathlib import Path

import pytest

from signaling.protocol.case_views import CaseState
from tests.support import matter
from tests.support.city import Desk, city
from tests.support.pdf import words

PAPERS = (
    "application", "board-resolution", "licence", "registration-certificate", "student-plan", "liquidation",
)  # fmt: skip
REASON, GROUND = "清算报告未经审计", "《民办非企业单位登记管理暂行条例》第十六条"


@pytest.mark.timeout(300)
async def test_closing_a_school_goes_on_where_one_department_refuses(tmp_path: Path) -> None:
    waiting = matter.Waiting()
    async with city(tmp_path) as town:
        async with town.resident("school-closing") as resident, town.official("chen") as official:
            await official.somebody_waits()
            with waiting:
                await matter.meet(official, resident)
                laid = await matter.lay_down(official)
                assert tuple(material.code for material in laid.materials if material.pages) == PAPERS
                filled = await matter.fill_in(official)
                accepted = await matter.conclude(official)
            async with town.desk("chen") as chen:
                await chen.post(f"/api/cases/{accepted.id}/delivery", way="window", office="huicheng")
            approval, deregistration = accepted.children
            assert (approval.department, deregistration.department) == ("education", "civil-affairs")
            await matter.part(official, resident)
        async with town.desk("second") as second, town.desk("third") as third:
            parts = [await third.case(child.id) for child in accepted.children]
            pages = {page.hash for page in laid.pages}
            assert all({page.hash for page in part.pages} == pages for part in parts), "scanned once, it serves all"
            assert len({accepted.number, *(part.number for part in parts)}) == 3
            # Each part has its clock, and the joint application its own: 20 working days, against 15 and 10.
            assert str(parts[1].due_on) < str(parts[0].due_on) < str(accepted.due_on)

            with waiting:
                await second.decide(deregistration.id, third, "refused", reason=REASON, ground=GROUND)
                letter = words(await third.document(deregistration.id, "refusal"))
            assert REASON in letter
            assert GROUND in letter
            await bring_to_its_end(third, deregistration.id)
            shown = await third.case(accepted.id)
            assert shown.state is not CaseState.CLOSED
            refused = next(child for child in shown.children if child.id == deregistration.id)
            assert (refused.state, refused.decision, refused.reason) == (CaseState.CLOSED, "refused", REASON)
            told = await matter.progress(town, accepted.id)
            assert [(part.decision, part.reason) for part in told.parts] == [(None, None), ("refused", REASON)]

            with waiting:
                await second.decide(approval.id, third)
                decision = words(await third.document(approval.id, "licence"))
            assert str(filled.values["school_name"]) in decision
            await bring_to_its_end(third, approval.id)
            closed = await third.case(accepted.id)
            assert (closed.state, closed.closing) == (CaseState.CLOSED, "children-closed")
        told = await matter.progress(town, accepted.id)
        assert [(part.decision, part.closing) for part in told.parts] == [
            ("granted", "delivered"),
            ("refused", "refused"),
        ]
    assert waiting.seconds < matter.MOST_SECONDS


async def bring_to_its_end(official: Desk, case: str) -> None:
    """Account for the originals; hand out what was granted, as was chosen for the whole, or close what was refused."""
    unaccounted = (await official.client.get(f"/api/cases/{case}/delivery")).json()["unaccounted"]
    await official.settle(case, unaccounted, "kept")
    view = await official.case(case)
    if view.decision == "refused":
        await official.act(case, "close")
        return
    await official.post(f"/api/cases/{case}/delivery/send")
    await official.act(case, "deliver", way="window")
