import asyncio
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from agent_console.api.schemas import (
    Accept,
    AcceptPage,
    AnswerUrge,
    AnyCaseCommand,
    AskCorrection,
    Check,
    CheckPromise,
    CloseCase,
    Confirm,
    Decide,
    Decline,
    Deliver,
    Extend,
    IssueResult,
    Missing,
    PauseClock,
    Present,
    PromiseMaterial,
    ResumeClock,
    ReturnPage,
    Review,
    SaveForm,
    Sign,
    Supply,
    TakeBack,
    UrgeCase,
    WaiveSupply,
    Withdraw,
)
from agent_console.core.case import Case
from agent_console.core.catalogue import Material
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import load
from agent_console.store import accounts, cases
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseState, CaseView
from signaling.store.proof import verify
from tests.agent_console.conftest import Hall
from tests.support.casework import BASE, CHEN, CLERK, GAO, HE, LU, NAME, PAGE, RESIDENT, SUPERVISOR, Casework


async def test_of_many_at_once_on_one_version_exactly_one_is_carried_out(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    store = hall_on_each.product.console.store
    account = await store.read(lambda tx: accounts.get_account(tx, "chen"))
    assert account is not None

    async def save(number: int) -> str:
        command = SaveForm(1, {"operator_name": f"张{number}"})
        request = Request(account.actor(), case, command, f"key-{number:04d}", hall_on_each.clock.now())
        try:
            await store.write(lambda tx: carry_out(tx, request))
        except Refused as refused:
            return refused.code.value
        return "saved"

    assert Counter(await asyncio.gather(*map(save, range(20)))) == {"saved": 1, "version-stale": 19}
    assert (await store.read(lambda tx: load(tx, case))).case.version == 2


async def test_a_double_click_is_one_act(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    store = hall_on_each.product.console.store
    account = await store.read(lambda tx: accounts.get_account(tx, "chen"))
    assert account is not None
    request = Request(
        account.actor(), case, SaveForm(1, {"operator_name": "张三"}), "one-click", hall_on_each.clock.now()
    )

    async def save() -> CaseView:
        return await store.write(lambda tx: carry_out(tx, request))

    views = await asyncio.gather(*(save() for _ in range(10)))
    assert {view.version for view in views} == {2}


async def test_every_act_has_its_audit_entry(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    official = await hall_on_each.signed_in("chen")
    await hall_on_each.act(official, case, "save-form", values={"operator_name": "张三"})
    report = await hall_on_each.product.console.store.read(verify)
    assert report.faults == ()


@pytest.mark.parametrize("name", ["张三\x00", "x" * 501])
async def test_junk_in_a_draft_is_refused_or_kept_as_it_is(hall: Hall, name: str) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = await hall.act(official, case, "save-form", values={"operator_name": name})
    assert answer.status_code in (200, 422)


# -- Any sequence of commands by anybody ----------------------------------------------------------

LICENCE = replace(BASE, result=NAME, materials=(Material("card", NAME, required=False, supply_days=5, promise=True),))
PEOPLE = (RESIDENT, CLERK, SUPERVISOR, CHEN, GAO, HE, LU)
# What needs the summary's hash is built when it is sent.
COMMANDS: tuple[Callable[[Case], AnyCaseCommand], ...] = (
    lambda _: SaveForm(0, {"name": "张三"}),
    lambda _: AcceptPage(0, PAGE, "card"),
    lambda _: ReturnPage(0, PAGE, "blurred"),
    lambda _: Present(0),
    lambda _: TakeBack(0),
    lambda case: Sign(0, case.summary_hash or PAGE, ()),
    lambda case: Confirm(0, case.summary_hash or PAGE),
    lambda _: Accept(0),
    lambda _: Check(0),
    lambda _: WaiveSupply(0, "card"),
    lambda _: PromiseMaterial(0, "card"),
    lambda _: CheckPromise(0, "card", True),
    lambda _: Supply(0, "card", (PAGE,)),
    lambda _: AskCorrection(0, (Missing("card", "unreadable"),)),
    lambda _: Decline(0, "no", "Article 1"),
    lambda _: Withdraw(0, "changed my mind"),
    lambda _: Review(0, "granted"),
    lambda _: Decide(0, "granted"),
    lambda _: IssueResult(0, "L-1"),
    lambda _: Extend(0, 5, "more to look at"),
    lambda _: PauseClock(0, "hearing"),
    lambda _: ResumeClock(0),
    lambda _: UrgeCase(0, "please"),
    lambda _: AnswerUrge(0, "soon"),
    lambda _: Deliver(0, "window"),
    lambda _: CloseCase(0),
)
ONWARD: dict[CaseState, tuple[Actor, int]] = {
    CaseState.REGISTERING: (CHEN, 3),
    CaseState.PRESENTED: (RESIDENT, 5),
    CaseState.SIGNED: (RESIDENT, 6),
    CaseState.CONFIRMED: (CHEN, 7),
    CaseState.ACCEPTED: (CHEN, 16),
    CaseState.REVIEWED: (GAO, 17),
    CaseState.DECIDED: (GAO, 18),
    CaseState.ISSUED: (GAO, 24),
}


class AnySequence(RuleBasedStateMachine):
    """Commands in any order, by anybody, some of them twice: of the list of acts nothing is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.work = Casework((LICENCE,))
        self.case_id = self.work.open()
        self.done = len(self.work.acts(self.case_id))
        self.first: dict[str, tuple[Actor, AnyCaseCommand, CaseView]] = {}

    def teardown(self) -> None:
        self.work.close()

    def case(self) -> Case:
        return self.work.dossier(self.case_id).case

    def send(self, actor: Actor, command: AnyCaseCommand, key: str) -> None:
        before = self.case()
        asked = replace(command, version=before.version)
        try:
            seen = self.work.act(actor, self.case_id, asked, key)
        except Refused:
            assert self.case() == before
            return
        self.done += 1
        self.first[key] = (actor, asked, seen)
        # Closed means closed.
        assert before.state is not CaseState.CLOSED or seen.state is CaseState.CLOSED
        assert seen.version >= before.version

    @rule(actor=st.sampled_from(PEOPLE), command=st.sampled_from(COMMANDS), number=st.integers(0, 10**9))
    def anything(self, actor: Actor, command: Callable[[Case], AnyCaseCommand], number: int) -> None:
        self.send(actor, command(self.case()), f"any-{len(self.first)}-{number}")

    @rule()
    def onward(self) -> None:
        case = self.case()
        if case.state in ONWARD:
            actor, command = ONWARD[case.state]
            self.send(actor, COMMANDS[command](case), f"onward-{self.done}")

    @rule(data=st.data())
    def again(self, data: st.DataObject) -> None:
        if self.first:
            key = data.draw(st.sampled_from(sorted(self.first)))
            actor, command, seen = self.first[key]
            assert self.work.act(actor, self.case_id, command, key) == seen

    @invariant()
    def the_acts_are_whole_and_the_snapshot_is_their_fold(self) -> None:
        assert self.work.acts(self.case_id) == list(range(1, self.done + 1))
        assert cases.get_case(self.work.tx, self.case_id) == self.case()


AnySequence.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestAnySequence = AnySequence.TestCase
