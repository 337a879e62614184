"""
The demonstration's past: some weeks of visits, decisions and ratings, so that no list and no report is empty.

All of it goes through the product's own commands, acts and ledger with the clock set back; what a camera would have
seen (pages, signatures, films) is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.catalogue import Item
from agent_console.core.clock import CHINA, Calendar, local_day
from agent_console.core.inquiry import InquiryKind, InquiryOrigin
from agent_console.core.rating import Rating, Score, reasons_for
from agent_console.demo.answers import answers
from agent_console.demo.city.city import read_offices
from agent_console.demo.people import BY_HAND, DIVISION, windows
from agent_console.demo.plan import WEEKS, Ending, Lane, Visit, plan
from agent_console.services import inquiries, ratings
from agent_console.services.clockwork import urge_or_escalate
from agent_console.services.dossier import load, load_to_change
from agent_console.services.inquiries import Raised, Subject
from agent_console.services.opening import CaseSide
from agent_console.services.registering import acceptance
from agent_console.services.request import event_of
from agent_console.store import accounts, calendars, catalogue, documents
from agent_console.store import inquiries as asked
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.ticket import check_id_number
from signaling.ports import Transaction
from signaling.protocol import commands, messages
from signaling.protocol.case_views import MissingView
from signaling.protocol.names import CaseId, Language, Role, SessionId, TicketId
from signaling.protocol.views import Outcome
from signaling.services import calls, queue
from signaling.services.context import Context, fresh_id
from signaling.store.tables import sessions

Step = Callable[[Transaction, datetime], None]

CLERKS = ("chen", "lin")  # Who calls.
TURNS = (8, 4)  # How many residents each of them serves in a day.
HEAD = "gao"
EVERY = 19  # One of so many items of each official's.
NAMES = tuple(
    f"{family}{given}" for family in "张王李刘陈杨黄吴赵周徐孙" for given in ("建华", "秀英", "志强", "丽", "敏")
)
GROUND = "《中华人民共和国行政许可法》第三十八条第二款"


@dataclass
class _Case:
    """A visit as it went."""

    visit: Visit
    window: Actor
    ticket: TicketId | None = None
    session: SessionId | None = None
    case: CaseId | None = None
    token: str = ""

    @property
    def opened(self) -> CaseId:
        """The case, once its session has begun."""
        if self.case is None:
            raise LookupError("no session yet")
        return self.case


@dataclass
class _Story:
    """Who was there, and what must be remembered from one step to the next."""

    context: Context
    people: dict[str, Actor]
    earlier: dict[int, CaseId] = field(default_factory=dict)  # Of each resident, the last accepted case.
    moved: dict[CaseId, int] = field(default_factory=dict)  # How many acts each case of the day has.
    questions: int = 0

    def take(self, each: _Case, tx: Transaction, at: datetime) -> None:
        resident = id_number(each.visit.resident)
        frame = commands.TakeTicket(
            fresh_id(), resident, f"138{each.visit.resident:08d}", each.visit.id, Language.CHINESE, case=each.case
        )
        reply = queue.take_ticket(tx, self.context, each.window, frame, at).reply
        if isinstance(reply, messages.TicketIssued):
            each.ticket = reply.ticket.id

    def call(self, each: _Case, tx: Transaction, at: datetime) -> None:
        official = self.people[each.visit.official]
        queue.call_next(tx, self.context, official, commands.CallNext(fresh_id(), each.ticket), at)
        row = tx.execute(select(sessions.c.id, sessions.c.case_id).where(sessions.c.ticket == each.ticket)).one()
        each.session, each.case = SessionId(row.id), CaseId(row.case_id)
        self.moved[each.opened] = load(tx, each.opened).acts

    def end(self, each: _Case, again: bool, tx: Transaction, at: datetime) -> None:
        visit, outcome = each.visit, Outcome.SERVED
        if visit.ending is Ending.CONSULTED:
            outcome = Outcome.CONSULTED
            self._ask(each, tx, at)
        elif visit.ending is Ending.CORRECTED and not again:
            due = at.astimezone(CHINA).date() + timedelta(days=21)
            missing = tuple(MissingView(material.code, "missing") for material in visit.item.materials[:1])
            self._add(each, acts.CorrectionAsked(missing, due), visit.official, tx, at)
        else:
            self._accept(each, tx, at)
        if each.session is not None:
            frame = commands.EndSession(fresh_id(), each.session, outcome)
            calls.end_session(tx, self.context, self.people[visit.official], frame, at)

    def rate(self, each: _Case, tx: Transaction, at: datetime) -> None:
        score = Score(each.visit.score or Score.FAIR)
        ratings.rate_by_token(tx, each.token, Rating(score, reasons_for(score)[:1], ""), at)

    def review(self, each: _Case, tx: Transaction, at: datetime) -> None:
        self._add(each, acts.Reviewed("refused" if each.visit.refused else "granted"), HEAD, tx, at)

    def decide(self, each: _Case, tx: Transaction, at: datetime) -> None:
        refused = acts.Decided("refused", "场所不符合规定条件", GROUND)
        self._add(each, refused if each.visit.refused else acts.Decided("granted"), HEAD, tx, at)

    def hand_out(self, each: _Case, tx: Transaction, at: datetime) -> None:
        if each.visit.refused:
            self._add(each, acts.Closed("refused"), HEAD, tx, at)
            return
        if each.visit.item.result is not None:
            self._add(each, acts.ResultIssued(f"{DIVISION}{each.visit.number:08d}", None), HEAD, tx, at)
        self._add(each, acts.Delivered("window"), HEAD, tx, at)

    def clock(self, each: _Case, tx: Transaction, at: datetime) -> None:
        urge_or_escalate(tx, each.opened, at)
        self.moved[each.opened] = load(tx, each.opened).acts

    def duty(self, on: bool, tx: Transaction, at: datetime) -> None:
        for name in CLERKS:
            queue.set_duty(tx, self.context, self.people[name], commands.SetDuty(fresh_id(), on), at)

    def answer(self, tx: Transaction, at: datetime) -> None:
        """Answer what the head owes since two days."""
        head, wanted = self.people[HEAD], asked.Wanted(local_day(at), pending=True, mine=True)
        for found in asked.of_reader(tx, head, wanted):
            if found.opened_at < at - timedelta(days=2) and found.kind is InquiryKind.COMPLAINT:
                inquiries.answer(tx, head, found.id, "已核实并向您致歉，窗口已改进。", at)

    def _accept(self, each: _Case, tx: Transaction, at: datetime) -> None:
        visit, source = each.visit, self.earlier.get(each.visit.resident)
        dossier = load_to_change(tx, each.opened)
        names = {field: NAMES[visit.resident % len(NAMES)] for field in visit.item.labels if field.endswith("_name")}
        known = {field: value for field, value in dossier.case.values.items() if value is not None} | names
        saved = acts.FormSaved(answers(visit.item.form, local_day(at), known))
        reused = [acts.MaterialReused(m.code, source, ()) for m in visit.item.materials[:1] if source]
        accepted = acceptance(dossier, at)
        done: tuple[AnyAct, ...] = (saved, *reused, accepted)
        for act in done:
            dossier.add(act, event_of(act), actor=visit.official, role=Role.OFFICIAL, at=at)
        self.moved[each.opened] = dossier.acts
        each.token, self.earlier[visit.resident] = accepted.token, each.opened

    def _ask(self, each: _Case, tx: Transaction, at: datetime) -> None:
        visit, official = each.visit, self.people[each.visit.official]
        subject = Subject(DIVISION, visit.item.department, visit.item.name, each.session, each.case)
        raised = Raised(
            InquiryKind.CONSULTATION, InquiryOrigin.SESSION, "需要带哪些材料，多久能办好？", official, visit.official
        )
        made = inquiries.open_inquiry(tx, subject, raised, at)
        self.questions += 1
        if self.questions % 8:
            inquiries.answer(tx, official, made.id, f"承诺 {visit.item.committed_days} 个工作日，材料见清单。", at)

    def _add(self, each: _Case, act: AnyAct, by: str, tx: Transaction, at: datetime) -> None:
        dossier = load_to_change(tx, each.opened)
        dossier.add(act, event_of(act), actor=by, role=Role.OFFICIAL, at=at)
        self.moved[each.opened] = dossier.acts


async def lay_down_past(console: Console, weeks: int = WEEKS) -> int:
    """Write the weeks before today, once, into a store in which nobody was served yet; return how many cases."""
    if await console.store.read(_served):
        return 0
    now = console.clock.now()
    lanes, people, calendar = await console.store.read(_staff)
    context = Context(
        catalogue.route, CaseSide(console.clock), "", "", Ed25519PrivateKey.generate(), console.master_key
    )
    story, places = _Story(context, people), [BY_HAND, *windows(read_offices())]
    here = [each.actor() for each in places if each.division == DIVISION]
    visits = plan(lanes, local_day(now), calendar, weeks)
    told = [_Case(visit, here[visit.number % len(here)]) for visit in visits]
    steps = [step for each in told for step in _steps(story, each, now)] + _daily(story, visits)
    # In the order of time, as the ledger would have seen it; what would come after now has not happened.
    happened = sorted((step for step in steps if step[0] < now - timedelta(hours=1)), key=lambda step: step[0])
    for _, day in groupby(happened, key=lambda step: local_day(step[0])):
        await console.store.write(partial(_do, steps=list(day), story=story))
    return len(told)


def _do(tx: Transaction, steps: list[tuple[datetime, Step]], story: _Story) -> None:
    for at, step in steps:
        step(tx, at)
    # Nobody waits for these papers and messages any more.
    for case, done in story.moved.items():
        documents.note_followed(tx, case, done)
    story.moved.clear()


def _steps(story: _Story, each: _Case, now: datetime) -> list[tuple[datetime, Step]]:
    visit, times = each.visit, [(each.visit.taken_at, each.visit.called_at, each.visit.ends_at)]
    if visit.back_at is not None:
        lasts = visit.ends_at - visit.called_at
        times.append((visit.back_at - timedelta(minutes=2), visit.back_at, visit.back_at + lasts))
    found: list[tuple[datetime, Step]] = []
    for again, (taken, called, ends) in enumerate(times):
        if ends >= now - timedelta(hours=1):
            return found
        found += [
            (taken, partial(story.take, each)),
            (called, partial(story.call, each)),
            (ends, partial(story.end, each, bool(again))),
        ]
    if visit.ending is Ending.CONSULTED:
        return found
    if visit.score is not None:
        found.append((times[-1][2] + timedelta(seconds=40), partial(story.rate, each)))
    if visit.decided_at is None:
        late = [times[-1][2].replace(hour=23) + timedelta(days=n) for n in range(7 * 5)]
        return found + [(at, partial(story.clock, each)) for at in late]
    decided = visit.decided_at
    return [
        *found,
        (decided - timedelta(minutes=20), partial(story.review, each)),
        (decided, partial(story.decide, each)),
        (decided + timedelta(minutes=15), partial(story.hand_out, each)),
    ]


def _daily(story: _Story, visits: tuple[Visit, ...]) -> list[tuple[datetime, Step]]:
    found: list[tuple[datetime, Step]] = []
    for day in sorted({local_day(visit.taken_at) for visit in visits}):
        opens = datetime.combine(day, datetime.min.time(), CHINA).replace(hour=8)
        found += [
            (opens, partial(story.duty, True)),
            (opens.replace(hour=23, minute=30), partial(story.duty, False)),
            (opens.replace(hour=23, minute=40), story.answer),
        ]
    return found


def id_number(resident: int) -> str:
    """Return the made-up ID number of a resident, with its check character (GB 11643-1999)."""
    body = f"{DIVISION}{1950 + resident * 7 % 50}{1 + resident % 12:02d}{1 + resident % 28:02d}{100 + resident:03d}"
    for check in "0123456789X":
        try:
            return check_id_number(body + check)
        except Refused:
            continue
    raise ValueError(body)


def _served(tx: Transaction) -> int:
    return int(tx.execute(select(func.count()).select_from(sessions)).scalar_one())


def _staff(tx: Transaction) -> tuple[tuple[Lane, ...], dict[str, Actor], Calendar]:
    people = {}
    for name in (*CLERKS, HEAD):
        account = accounts.get_account(tx, name)
        if account is None:
            raise LookupError(name)
        people[name] = account.actor()
    published = [item for _, item in catalogue.published(tx)]
    lanes = tuple(
        Lane(name, tuple(_called(tx, people[name], published))[:: 1 if name == "lin" else EVERY], turns)
        for name, turns in zip(CLERKS, TURNS, strict=True)
    )
    return lanes, people, calendars.get(tx, DIVISION)


def _called(tx: Transaction, official: Actor, published: list[Item]) -> list[Item]:
    found = []
    for item in published:
        if item.components or item.add_ons or item.department not in official.departments:
            continue
        route = catalogue.route(tx, item.id, DIVISION, BY_HAND.hall)
        if route is not None and (route.qualification is None or route.qualification in official.qualifications):
            found.append(item)
    return found
