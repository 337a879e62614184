from functools import partial

import pytest
from msgspec.structs import replace

from agent_console.api.schemas import Check, Review
from agent_console.core.office import Office, OfficeKind
from agent_console.demo.seed import BY_HAND, SIMULATED, read_demo_catalogue
from agent_console.services.opening import CASE_STREAM, CaseSide, handling_of
from agent_console.store import accounts
from agent_console.store.places import add_offices
from agent_console.store.versions import import_items
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, Role, StreamName
from signaling.protocol.views import InvitationState, Text, Wanted
from signaling.store import invitations
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall
from tests.support.casework import BASE, CHEN, HE, HERE, HOME, LU, Casework, official
from tests.support.views import an_invitation

GAO_HERE = official("gao", HERE, head=True)


async def account(hall: Hall, name: str) -> Actor:
    found = await hall.product.console.store.read(lambda tx: accounts.get_account(tx, name))
    assert found is not None
    return found.actor()


def reads_case(tx: Transaction, actor: Actor, name: StreamName) -> bool:
    return CASE_STREAM.may_read(tx, actor, name)


async def test_the_stream_of_a_case_is_read_by_whom_it_concerns(hall: Hall) -> None:
    case = await hall.open_case()
    name = StreamName(f"case/{case}")
    people = {actor.id: actor for actor in [await account(hall, who) for who in ("chen", "lin", "zhou")]}
    people |= {window.id: window.actor() for window in (BY_HAND, SIMULATED)}
    store = hall.product.console.store
    reads = {who for who, actor in people.items() if await store.read(partial(reads_case, actor=actor, name=name))}
    assert reads == {"chen", "zhou", "window-1"}
    full = await store.read(lambda tx: CASE_STREAM.snapshot(tx, people["chen"], name))
    assert full.case.values["operator_phone"] == "13800138000"  # type: ignore[union-attr]
    masked = await store.read(lambda tx: CASE_STREAM.snapshot(tx, people["zhou"], name))
    assert masked.case.values["operator_phone"] == "13*******00"  # type: ignore[union-attr]


async def test_there_is_no_stream_of_an_unknown_case(hall: Hall) -> None:
    chen = await account(hall, "chen")
    for name in ("case/none", "case/", "case"):
        reads = partial(reads_case, actor=chen, name=StreamName(name))
        assert not await hall.product.console.store.read(reads)


async def test_a_case_keeps_the_version_that_its_ticket_was_taken_for(hall: Hall) -> None:
    case = await hall.open_case()
    first, *rest = read_demo_catalogue()
    changed = [replace(first, name=Text(zh="新", en="New")), *rest]
    await hall.product.console.store.write(lambda tx: import_items(tx, changed, hall.clock.now()))
    seen = await hall.seen(await hall.signed_in("chen"), case)
    assert (seen.item_version, seen.item_name) == (1, first.name)


async def test_the_desk_learns_whether_a_visit_led_somewhere(hall: Hall) -> None:
    side, store = CaseSide(hall.clock), hall.product.console.store
    case = await hall.open_case()
    assert not await store.read(lambda tx: side.is_settled(tx, case))
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    assert await store.read(lambda tx: side.is_settled(tx, case))
    with pytest.raises(Refused, match="not-found"):
        await store.read(lambda tx: side.is_settled(tx, CaseId("none")))


@pytest.mark.parametrize(
    ("kind", "accepts", "decides", "strangers"),
    [
        (1, (HE, "he"), (HE, LU), (CHEN, GAO_HERE)),
        (2, (CHEN, "chen"), (HE, LU), (GAO_HERE,)),
        (3, (CHEN, "chen"), (CHEN, GAO_HERE), (HE, LU)),
    ],
)
def test_each_service_type_from_the_ticket_to_the_decision(
    kind: int, accepts: tuple[Actor, str], decides: tuple[Actor, Actor], strangers: tuple[Actor, ...]
) -> None:
    work = Casework((replace(BASE, division=HOME, service_type=kind),))
    acceptor, name = accepts
    case = work.open(home=HOME, holder=acceptor)
    seen = work.accept(case, acceptor)
    assert (seen.service_type, seen.home, seen.receiving) == (kind, HOME, HERE)
    assert seen.duties == {"acceptor": name}
    assert seen.number is not None
    assert seen.number.startswith(HERE if kind == 3 else HOME)
    for stranger in strangers:
        with pytest.raises(Refused, match=r"not-found|not-allowed"):
            work.act(stranger, case, Review(0, "granted"))
    decided = work.decide(case, "granted", by=decides[1], reviewer=decides[0])
    assert decided.duties == {"acceptor": name, "reviewer": decides[0].id, "decider": decides[1].id}
    work.close()


def test_a_matter_handed_on_is_accepted_and_decided_by_whoever_got_it() -> None:
    work = Casework((BASE,))
    opening = replace(work.opening(1, CHEN), department="tax", division=HOME)
    handled = handling_of(work.tx, opening)
    assert (handled.department, handled.accepting, handled.deciding) == ("tax", HOME, HOME)
    work.close()


def test_the_desk_learns_who_may_be_rung_for_what_and_for_which_department() -> None:
    work = Casework((replace(BASE, service_type=3),))
    case, tax = work.open(holder=CHEN), official("lan", HERE, frozenset({"tax"}))
    found = work.side.fitness(work.tx, case, [GAO_HERE, tax, official("far", "110101")])
    assert set(found) == {"gao", "lan"}
    assert set(found["gao"].duties) == set(Wanted) - {Wanted.ACCEPTOR}
    assert found["gao"].department == BASE.department
    assert found["gao"].department_name == BASE.department_name
    assert (found["lan"].duties, found["lan"].department) == ((Wanted.ADVICE,), "tax")
    work.accept(case, CHEN)
    assert Wanted.DECIDER not in work.side.fitness(work.tx, case, [CHEN])["chen"].duties
    work.close()


def test_whoever_was_rung_into_the_session_works_on_its_case_as_far_as_the_table_lets_them() -> None:
    work = Casework((replace(BASE, service_type=3),))
    case, tax = work.open(holder=CHEN), official("lan", HERE, frozenset({"tax"}))
    for guest, allowed in ((tax, False), (GAO_HERE, True)):
        with pytest.raises(Refused, match="not-found"):
            work.act(guest, case, Check(0))
        asked = replace(an_invitation(InvitationState.JOINED, official=guest.id), id=guest.id)
        invitations.put(work.tx, asked, number=len(guest.id) + allowed)
        assert work.dossier(case).view(guest).actions[Role.OFFICIAL] or not allowed
        if allowed:
            assert work.act(guest, case, Check(0)).duties == {"checker": guest.id}
        else:
            with pytest.raises(Refused, match="not-allowed"):
                work.act(guest, case, Check(0))
        invitations.put(work.tx, replace(asked, state=InvitationState.LEFT), number=0)
        with pytest.raises(Refused, match="not-found"):
            work.act(guest, case, Check(0))
    work.close()


def test_a_result_is_collected_at_a_hall_and_nowhere_else() -> None:
    work = Casework((BASE,))
    name = Text(zh="厅", en="Hall")
    listed = (("hall", OfficeKind.HALL), ("village", OfficeKind.AGENCY))
    add_offices(work.tx, [Office(code, kind, name, HERE, name) for code, kind in listed], work.clock.now())
    work.side.check_collect(work.tx, "hall")
    for office in ("village", "no-such-hall"):
        with pytest.raises(Refused, match="office-unknown"):
            work.side.check_collect(work.tx, office)
    work.close()
