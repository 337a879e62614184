"""
The fold: what a list of acts makes of a case.

Acts were checked before they were stored; here they are believed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from agent_console.core import acts, origins
from agent_console.core.acts import AnyAct
from agent_console.core.case import Case, Correction, Excluded, Result, Told, Urge
from agent_console.core.handling import Duty
from agent_console.core.page import Page
from signaling.protocol.case_views import CaseState, PageState
from signaling.protocol.names import Sha256

PaperAct = acts.PageReceived | acts.PageRead | acts.PageAccepted | acts.PageReturned
MaterialAct = (
    acts.OriginalSeen
    | acts.MaterialReused
    | acts.ReuseAnswered
    | acts.SupplyWaived
    | acts.Supplied
    | acts.PromiseGiven
    | acts.PromiseChecked
    | acts.OriginalSettled
)
StepAct = (
    acts.FormSaved
    | acts.Presented
    | acts.TakenBack
    | acts.Signed
    | acts.Confirmed
    | acts.Accepted
    | acts.CorrectionAsked
    | acts.Resumed
)
EndAct = acts.Resolved | acts.Declined | acts.Withdrawn | acts.Terminated | acts.Closed | acts.Delivered
OfficeAct = acts.Reviewed | acts.Decided | acts.ResultIssued | acts.Dispatched
ClockAct = acts.Extended | acts.ClockPaused | acts.ClockResumed
UrgeAct = acts.Urged | acts.UrgeAnswered | acts.Escalated

# What people do beside one another, and what machines find out: it makes nobody's page stale.
_QUIET = (
    acts.Opened
    | acts.ConsentHeard
    | acts.PageReceived
    | acts.PageRead
    | acts.NoticeIssued
    | acts.NoteTold
    | acts.OriginalSeen
    | acts.OriginalSettled
    | acts.ReuseAnswered
    | acts.Checked
    | acts.Urged
    | acts.Escalated
    | acts.HandedOver
    | acts.Received
    | acts.Dispatched
    | acts.ChildrenOpened
    | acts.ChildMoved
)


def fold(done: Iterable[tuple[datetime, str, AnyAct]]) -> Case:
    """Return the state that a list of acts leads to, oldest first; each with its time and who did it."""
    case = Case()
    for at, actor, act in done:
        case = apply(case, act, at, actor)
    return case


def apply(case: Case, act: AnyAct, at: datetime, actor: str = "") -> Case:
    """Return the case after one more act."""
    after = _applied(case, act, at, actor)
    if not isinstance(act, _QUIET):
        after = replace(after, version=case.version + 1)
    if after.state is not case.state or case.stage_since is None:
        after = replace(after, stage_since=at)
    return after


def _applied(case: Case, act: AnyAct, at: datetime, actor: str) -> Case:
    if isinstance(act, PaperAct):
        return _apply_to_pages(case, act, at)
    if isinstance(act, MaterialAct):
        return _apply_to_materials(case, act)
    if isinstance(act, StepAct):
        return _apply_step(case, act, at, actor)
    if isinstance(act, EndAct):
        return _apply_end(case, act, at)
    if isinstance(act, OfficeAct):
        return _apply_office(case, act, actor)
    if isinstance(act, ClockAct):
        return _apply_clock(case, act, at)
    if isinstance(act, UrgeAct):
        return _apply_urge(case, act, at)
    return _apply_rest(case, act, at, actor)


Rest = (
    acts.Opened
    | acts.ConsentHeard
    | acts.NoticeIssued
    | acts.NoteTold
    | acts.Checked
    | acts.HandedOver
    | acts.Received
    | acts.ChildrenOpened
    | acts.ChildMoved
)


def _apply_rest(case: Case, act: Rest, at: datetime, actor: str) -> Case:
    match act:
        case acts.Opened(values, handling, parent, pages):
            return replace(
                case, values=values, origins=origins.of_opening(values), handling=handling, parent=parent, pages=pages
            )
        case acts.ConsentHeard(granted):
            return replace(case, recorded=granted)
        case acts.NoticeIssued(notice):
            return replace(case, notice=notice)
        case acts.NoteTold(index, speaker):
            return replace(case, told=(*case.told, Told(index, at, speaker)))
        case acts.Checked():
            return _with_duty(case, Duty.CHECKER, actor)
        case acts.HandedOver(slip, _):
            return replace(case, slips={**case.slips, slip: None})
        case acts.Received(slip):
            return replace(case, slips={**case.slips, slip: at})
        case acts.ChildrenOpened(children):
            return replace(case, children=(*case.children, *children))
        case acts.ChildMoved():
            return replace(case, children=tuple(_moved(child, act) for child in case.children))
        case _:
            assert_never(act)


def _moved(child: acts.Child, act: acts.ChildMoved) -> acts.Child:
    if child.id != act.child:
        return child
    return replace(child, state=act.state, decision=act.decision, closing=act.closing, reason=act.reason)


def _apply_step(case: Case, act: StepAct, at: datetime, actor: str) -> Case:
    match act:
        case acts.FormSaved(values, told):
            now = origins.moved(case.origins, case.values, values, told)
            return replace(case, values=values, origins=now)
        case acts.Presented(summary, summary_hash):
            return replace(case, state=CaseState.PRESENTED, summary=summary, summary_hash=summary_hash)
        case acts.TakenBack():
            return replace(_at_form(case), correction=None, corrected=False)
        case acts.Resumed():
            return replace(_at_form(case), correction=None, corrected=False, recorded=False)
        case acts.Signed(_, signature, kind, signer):
            return replace(case, state=CaseState.SIGNED, signature=signature, signature_kind=kind, signer=signer)
        case acts.Confirmed():
            return replace(case, state=CaseState.CONFIRMED)
        case acts.Accepted(number, token, since):
            accepted = _with_duty(case, Duty.ACCEPTOR, actor)
            clock = since or at
            return replace(
                accepted, state=CaseState.ACCEPTED, number=number, token=token, accepted_at=clock, correction=None
            )
        case acts.CorrectionAsked(missing, due):
            # What was read and signed stays signed; half-way, the resident starts at the form again.
            stays = case.state is CaseState.CONFIRMED
            correction = Correction(missing, due, at, case.state if stays else CaseState.REGISTERING)
            return replace(case if stays else _at_form(case), state=CaseState.CORRECTING, correction=correction)
        case _:
            assert_never(act)


def _at_form(case: Case) -> Case:
    return replace(
        case,
        state=CaseState.REGISTERING,
        summary=None,
        summary_hash=None,
        signature=None,
        signature_kind=None,
        signer=None,
    )


def _apply_end(case: Case, act: EndAct, at: datetime) -> Case:
    closed = replace(case, state=CaseState.CLOSED, closed_at=at)
    match act:
        case acts.Resolved(outcome, reason, department, division):
            target = (division or "", department) if department else None
            return replace(closed, closing=outcome, reason=reason, target=target)
        case acts.Declined(reason, ground):
            return replace(closed, closing="not-accepted", reason=reason, ground=ground)
        case acts.Withdrawn(reason):
            return replace(closed, closing="withdrawn", reason=reason)
        case acts.Terminated(reason):
            return replace(closed, closing="terminated", reason=reason)
        case acts.Delivered(way):
            return replace(closed, closing="refused" if case.decision == "refused" else "delivered", delivery=way)
        case acts.Closed(closing):
            return replace(closed, closing=closing)
        case _:
            assert_never(act)


def _apply_office(case: Case, act: OfficeAct, actor: str) -> Case:
    match act:
        case acts.Reviewed(proposal):
            return replace(_with_duty(case, Duty.REVIEWER, actor), state=CaseState.REVIEWED, proposal=proposal)
        case acts.Decided(decision, reason, ground):
            decided = _with_duty(case, Duty.DECIDER, actor)
            return replace(
                decided, state=CaseState.DECIDED, decision=decision, reason=reason or None, ground=ground or None
            )
        case acts.ResultIssued(number, document):
            return replace(case, state=CaseState.ISSUED, result=Result(number, document))
        case acts.Dispatched(way, tracking):
            return replace(case, delivery=way, tracking=tracking or None)
        case _:
            assert_never(act)


def _apply_clock(case: Case, act: ClockAct, at: datetime) -> Case:
    match act:
        case acts.Extended(days):
            return replace(case, extended_days=case.extended_days + days)
        case acts.ClockPaused(cause):
            return replace(case, excluded=(*case.excluded, Excluded(cause, at)))
        case acts.ClockResumed():
            return replace(case, excluded=(*case.excluded[:-1], replace(case.excluded[-1], until=at)))
        case _:
            assert_never(act)


def _apply_urge(case: Case, act: UrgeAct, at: datetime) -> Case:
    match act:
        case acts.Urged(role, text):
            return replace(case, urges=(*case.urges, Urge(at, role, text)))
        case acts.UrgeAnswered(text):
            return replace(case, urges=tuple(_answered(urge, text, at) for urge in case.urges))
        case acts.Escalated(supervisor, number):
            to: str = "supervisor" if supervisor else "head"
            return replace(
                case,
                urges=tuple(
                    urge if urge.answer is not None else replace(urge, escalated_to=to, number=number)
                    for urge in case.urges
                ),
            )
        case _:
            assert_never(act)


def _answered(urge: Urge, text: str, at: datetime) -> Urge:
    return urge if urge.answer is not None else replace(urge, answer=text, answered_at=at)


def _apply_to_materials(case: Case, act: MaterialAct) -> Case:
    match act:
        case acts.OriginalSeen(material):
            return replace(case, originals_seen=case.originals_seen | {material})
        case acts.MaterialReused(material, source, pages):
            there = _no_longer_missing(case, material)
            return replace(there, reused={**case.reused, material: source}, pages=(*case.pages, *pages))
        case acts.ReuseAnswered(granted):
            return replace(case, reuse_agreed=granted)
        case acts.SupplyWaived(material, due):
            return replace(case, supplies={**case.supplies, material: due})
        case acts.Supplied():
            return _supplied(case, act)
        case acts.PromiseGiven(material):
            return replace(case, promises={**case.promises, material: "given"})
        case acts.PromiseChecked(material, kept, reason):
            checked = replace(case, promises={**case.promises, material: "kept" if kept else "false"})
            return checked if kept else replace(checked, revoked=reason)
        case acts.OriginalSettled(material, where):
            return replace(case, originals={**case.originals, material: where})
        case _:
            assert_never(act)


def _no_longer_missing(case: Case, material: str) -> Case:
    """Forget the leave to bring a material later, and the promise in its place: it is here."""
    if material not in case.supplies and material not in case.promises:
        return case
    supplies = {code: due for code, due in case.supplies.items() if code != material}
    promises = {code: state for code, state in case.promises.items() if code != material}
    return replace(case, supplies=supplies, promises=promises)


def _supplied(case: Case, act: acts.Supplied) -> Case:
    for page in act.pages:
        case = _with_page(case, page, state=PageState.ACCEPTED, material=act.material, reason=None)
    supplies = {material: due for material, due in case.supplies.items() if material != act.material}
    case = replace(case, supplies=supplies)
    if act.value is not None:
        told = {**case.origins, act.material: origins.of_page(act.pages[0])}
        case = replace(case, values={**case.values, act.material: act.value}, origins=told)
    if case.correction is None:
        return case
    missing = tuple(line for line in case.correction.missing if line.code != act.material)
    if missing:
        return replace(case, correction=replace(case.correction, missing=missing))
    return replace(case, state=case.correction.asked_from, correction=None, corrected=True)


def _apply_to_pages(case: Case, act: PaperAct, at: datetime) -> Case:
    match act:
        case acts.PageReceived(page, size, width, height, content_type, still, meant_for):
            page_now = Page(page, PageState.RECEIVED, at, size, width, height, content_type, still, meant_for=meant_for)
            return replace(case, pages=(*case.pages, page_now))
        case acts.PageRead(page, flat, width, height, corners, sharpness, problems):
            known = case.page(page)
            state = PageState.READ if flat else PageState.UNREADABLE
            if known is not None and known.state is not PageState.RECEIVED:
                state = known.state  # The official was faster than the reading.
            if width and height:
                case = _with_page(case, page, width=width, height=height)
            return _with_page(
                case, page, state=state, flat=flat, corners=corners, sharpness=sharpness, problems=problems
            )
        case acts.PageAccepted(page, material):
            there = _no_longer_missing(case, material)
            return _with_page(there, page, state=PageState.ACCEPTED, material=material, reason=None)
        case acts.PageReturned(page, reason):
            return _with_page(case, page, state=PageState.RETURNED, material=None, reason=reason)
        case _:
            assert_never(act)


def _with_page(case: Case, page: Sha256, **changes: object) -> Case:
    return replace(
        case, pages=tuple(replace(found, **changes) if found.hash == page else found for found in case.pages)
    )


def _with_duty(case: Case, duty: Duty, actor: str) -> Case:
    return replace(case, duties={**case.duties, duty: actor})
