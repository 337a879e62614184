from datetime import date
from functools import partial

from msgspec.structs import replace

from agent_console.core.inquiry import InquiryKind, InquiryOrigin, InquiryState
from agent_console.store import inquiries
from agent_console.store.inquiries import Counts, Inquiry, Wanted
from signaling.clock import FakeClock
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text
from signaling.store.engine import Store

NOW = FakeClock().now()
TODAY = NOW.date()
NAME = Text(zh="陈", en="Chen")
MARKET = frozenset({"market"})
COMPLAINT = Inquiry(
    id="i1",
    number="投诉〔2026〕00001",
    token="t1",
    kind=InquiryKind.COMPLAINT,
    origin=InquiryOrigin.PROGRESS,
    state=InquiryState.OPEN,
    division="441302",
    department="market",
    owner="gao",
    raised_by="",
    question="等了很久",
    opened_at=NOW,
    due_on="2026-01-12",
    case_id=CaseId("c1"),
    about=NAME,
)


def official(name: str, division: str = "441302") -> Actor:
    return Actor(Role.OFFICIAL, name, NAME, division, departments=MARKET)


async def test_one_is_found_by_id_link_and_case(store: Store) -> None:
    await store.write(lambda tx: inquiries.add(tx, COMPLAINT))
    assert await store.read(lambda tx: inquiries.get(tx, "i1")) == COMPLAINT
    assert await store.read(lambda tx: inquiries.by_token(tx, "t1")) == COMPLAINT
    assert await store.read(lambda tx: inquiries.of_case(tx, CaseId("c1"))) == [COMPLAINT]
    assert await store.read(lambda tx: inquiries.get(tx, "none")) is None


async def test_two_answers_at_once_are_one(store: Store) -> None:
    await store.write(lambda tx: inquiries.add(tx, COMPLAINT))
    answered = replace(COMPLAINT, state=InquiryState.ANSWERED, answer="已处理")
    assert await store.write(lambda tx: inquiries.save(tx, COMPLAINT, answered))
    assert not await store.write(lambda tx: inquiries.save(tx, COMPLAINT, answered))
    assert await store.read(lambda tx: inquiries.get(tx, "i1")) == answered


async def test_numbers_count_per_kind_and_year(store: Store) -> None:
    def take(tx: Transaction) -> list[str]:
        return [
            inquiries.next_number(tx, kind, NOW)
            for kind in (InquiryKind.COMPLAINT, InquiryKind.COMPLAINT, InquiryKind.ORDER)
        ]

    assert await store.write(take) == ["投诉〔2026〕00001", "投诉〔2026〕00002", "督办〔2026〕00001"]


async def test_a_complaint_is_its_owners_and_a_question_the_departments(store: Store) -> None:
    question = replace(COMPLAINT, id="i2", number="n2", token="t2", kind=InquiryKind.CONSULTATION)

    def lay_down(tx: Transaction) -> None:
        inquiries.add(tx, COMPLAINT)
        inquiries.add(tx, question)

    await store.write(lay_down)
    region = Actor(Role.SUPERVISOR, "zhou", NAME, "441300")
    for actor, read in (
        (official("gao"), {"i1", "i2"}),
        (official("lin"), {"i2"}),
        (official("he", "441322"), set()),
        (region, {"i1", "i2"}),
        (replace(region, division="441322"), set()),
        (replace(region, departments=frozenset({"tax"})), set()),
        (Actor(Role.WINDOW, "gao", NAME, "441302"), set()),
    ):
        found = await store.read(partial(inquiries.of_reader, actor=actor, wanted=Wanted(TODAY, pending=True)))
        assert {inquiry.id for inquiry in found} == read, actor
        assert await store.read(partial(inquiries.may_read, actor=actor, inquiry="i1")) is ("i1" in read)
    complaints = Wanted(TODAY, pending=True, kind=InquiryKind.COMPLAINT)
    only = await store.read(partial(inquiries.of_reader, actor=region, wanted=complaints))
    assert only == [COMPLAINT]


async def test_an_owner_is_reminded_once_a_day(store: Store) -> None:
    await store.write(lambda tx: inquiries.add(tx, COMPLAINT))
    due = date(2026, 1, 12)
    assert await store.read(lambda tx: inquiries.due_by(tx, date(2026, 1, 11))) == []
    assert [found.id for found in await store.read(lambda tx: inquiries.due_by(tx, due))] == ["i1"]
    await store.write(lambda tx: inquiries.note_reminder(tx, "i1", due))
    assert await store.read(lambda tx: inquiries.due_by(tx, due)) == []
    assert len(await store.read(lambda tx: inquiries.due_by(tx, date(2026, 1, 13)))) == 1


async def test_a_filter_narrows_what_is_listed_and_counted(store: Store) -> None:
    question = replace(
        COMPLAINT,
        id="i2",
        number="n2",
        token="t2",
        kind=InquiryKind.CONSULTATION,
        department="tax",
        question="几点开门",
    )
    answered = replace(question, id="i3", number="n3", token="t3", state=InquiryState.ANSWERED)

    def lay_down(tx: Transaction) -> None:
        for each in (COMPLAINT, question, answered):
            inquiries.add(tx, each)

    await store.write(lay_down)
    region, late = Actor(Role.SUPERVISOR, "zhou", NAME, "441300"), date(2026, 2, 1)
    for wanted, found in (
        (Wanted(TODAY), {"i1", "i2", "i3"}),
        (Wanted(TODAY, pending=True), {"i1", "i2"}),
        (Wanted(TODAY, overdue=True), set()),
        (Wanted(late, overdue=True), {"i1", "i2"}),
        (Wanted(TODAY, department="tax"), {"i2", "i3"}),
        (Wanted(TODAY, search="开门"), {"i2", "i3"}),
        (Wanted(TODAY, search="00001"), {"i1"}),
        (Wanted(TODAY, search="%"), set()),
        (Wanted(TODAY, mine=True), set()),
    ):
        rows = await store.read(partial(inquiries.of_reader, actor=region, wanted=wanted))
        assert {row.id for row in rows} == found, wanted
    counted = await store.read(
        partial(inquiries.count, actor=region, wanted=Wanted(late, pending=True, kind=InquiryKind.COMPLAINT))
    )
    assert counted == Counts(2, 2, {InquiryKind.COMPLAINT: 1, InquiryKind.CONSULTATION: 1}, 1)
