"""
A case loaded for one transaction: who takes part, the item's version, the state so far; and the one way to add to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from weakref import WeakKeyDictionary

import msgspec
from msgspec.structs import replace
from sqlalchemy import exists, select
from sqlalchemy.engine import Engine

from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.clock import local_day, period
from agent_console.core.folding import apply
from agent_console.core.form import Value, faulty_fields
from agent_console.core.handling import Handling
from agent_console.core.implementation import handling
from agent_console.core.permit import IN_SESSION, Party, of_holder, parties, supervises
from agent_console.core.view import Acting, Place, masked, view
from agent_console.store import calendars, cases, catalogue, connectors
from agent_console.store.cases import CaseRow
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseEvent, CaseState, CaseView
from signaling.protocol.codes import Code
from signaling.protocol.facts import CaseChanged
from signaling.protocol.names import CaseId, ItemId, Role, StreamName
from signaling.store import invitations, ledger
from signaling.store.tables import sessions, tickets

# Whoever takes part reads a case in full; who watches reads it masked.
PARTICIPANTS = frozenset({Role.WINDOW.value, Role.OFFICIAL.value, Role.CLERK.value})
WATCHERS = frozenset({Role.SUPERVISOR.value})
_SIDES = frozenset({Party.ACCEPTING, Party.DECIDING})
_ON_CLOCK = acts.Accepted | acts.Extended | acts.ClockResumed

MAX_FAULTS = 2_000
_encode = msgspec.json.Encoder().encode


class Known(msgspec.Struct, frozen=True):
    """A version of an item, which never changes; and which fields were wrong in answers that were checked before."""

    item: Item
    faults: dict[bytes, tuple[str, ...]] = {}  # By the answers as JSON.

    def faulty(self, values: dict[str, Value]) -> tuple[str, ...]:
        """Return what `faulty_fields` does: checked once while the answers stay as they are."""
        key = _encode(values)
        found = self.faults.get(key)
        if found is None:
            if len(self.faults) >= MAX_FAULTS:
                self.faults.clear()
            found = self.faults[key] = faulty_fields(self.item.form, values)
        return found


# Decoded once for each database of the process.
_items: WeakKeyDictionary[Engine, dict[tuple[ItemId, int], Known]] = WeakKeyDictionary()


def stream(case: CaseId) -> StreamName:
    """Return the name of a case's stream."""
    return StreamName(f"case/{case}")


@dataclass
class Dossier:
    """One case in one transaction. `case` moves on with each act that is added."""

    tx: Transaction
    row: CaseRow
    known: Known
    case: Case
    acts: int  # How many there are.
    session_ended: bool
    warning: int = 0
    due_on: date | None = None
    _handling: Handling | None = field(default=None, repr=False)
    _seen: tuple[Case, CaseView] | None = field(default=None, repr=False)  # The latest view by role alone.

    @property
    def item(self) -> Item:
        """The version of the item that the case was opened with."""
        return self.known.item

    @property
    def handling(self) -> Handling:
        """How the case is handled; one from before handlings were kept is its own division's."""
        if self._handling is None:
            division = self.row.division
            self._handling = self.case.handling or self.row.handling
            self._handling = self._handling or handling(
                self.item, {}, home=division, receiving=division, receiving_office=""
            )
        return self._handling

    def view(self, reader: Role | Actor) -> CaseView:
        """
        Return the case as its reader may see it.

        Its actions are exact for an actor; for a role alone those of an official are the session's official's.
        """
        role = reader.role if isinstance(reader, Actor) else reader
        who = {
            Role.WINDOW: Acting(frozenset({Party.RESIDENT})),
            Role.OFFICIAL: Acting(of_holder(self.handling), self.row.official),
            Role.CLERK: Acting(frozenset({Party.CLERK})),
            Role.SUPERVISOR: Acting(frozenset({Party.SUPERVISOR})),
        }
        usual = True
        if isinstance(reader, Actor):
            acting = Acting(self.parties(reader), reader.id)
            usual = acting == who[role] if role in who else False
            who[role] = acting
        place = Place(self.row.id, self.row.session, self.row.item, self.row.item_version, self.due_on, self.warning)
        full = self._seen[1] if usual and self._seen is not None and self._seen[0] is self.case else None
        if full is None:
            full = view(place, self.item, self.case, who, self._faulty())
            self._seen = (self.case, full) if usual else self._seen
        return full if role.value in PARTICIPANTS else masked(full, self.item)

    def _faulty(self) -> tuple[str, ...]:
        return self.known.faulty(self.case.values) if self.case.state is CaseState.REGISTERING else ()

    def parties(self, actor: Actor) -> frozenset[Party]:
        """Return what an actor is to this case."""
        found = parties(actor, self.handling, self.row.collect_at)
        # The desk led this ticket to this official: what routing found stays so while the session lasts.
        if actor.role is Role.OFFICIAL and actor.id == self.row.official and not self.session_ended:
            found |= of_holder(self.handling)
        return found

    def note(self, act: AnyAct, *, actor: str, role: Role, at: datetime) -> None:
        """Add an act that nobody needs to be told of."""
        self.acts += 1
        cases.append(self.tx, self.row.id, act, seq=self.acts, actor=actor, role=role, at=at)
        self.case = apply(self.case, act, at, actor)
        cases.keep(self.tx, self.row.id, self.case, self.acts)
        if isinstance(act, _ON_CLOCK):
            self._keep_clock(at)

    def _keep_clock(self, at: datetime) -> None:
        accepted_at = self.case.accepted_at
        if accepted_at is None:
            return
        calendar = calendars.get(self.tx, self.handling.deciding)
        days = self.handling.committed_days
        runs = period(accepted_at, days, calendar, self.case.excluded, self.case.extended_days)
        self.due_on, self.warning = runs.due_on, runs.warning(local_day(at))
        cases.keep_clock(self.tx, self.row.id, runs, local_day(at))

    def add(
        self,
        act: AnyAct,
        event: CaseEvent,
        *,
        actor: str,
        role: Role,
        at: datetime,
        extra: Sequence[ledger.Draft] = (),
    ) -> int:
        """
        Add an act, its facts and its audit entry; return the offset of the participants' fact.

        `extra` are facts of other streams that the same act caused.
        """
        self.note(act, actor=actor, role=role, at=at)
        name = stream(self.row.id)
        full = self.view(Role.OFFICIAL)
        drafts = [
            ledger.Draft(name, CaseChanged(name, 0, at, event, role, seen), audience)
            for seen, audience in ((full, PARTICIPANTS), (masked(full, self.item), WATCHERS))
        ]
        entry = ledger.Entry(
            actor=actor,
            role=role,
            action=f"case-{event}",
            subject=self.row.id,
            at=at,
            details={"version": self.case.version, "state": self.case.state.value},
        )
        return ledger.record(self.tx, [*drafts, *extra], entry)[0].offset


def load(tx: Transaction, case: CaseId, *, to_change: bool = False) -> Dossier:
    """
    Return a case; to change it, nobody else adds to it before this transaction ends.

    Raises:
        Refused: not-found.
    """
    found = cases.load(tx, case, to_change=to_change)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    item = _item(tx, found.row)
    return Dossier(tx, found.row, item, found.case, found.acts, found.session_ended, found.warning, found.due_on)


def load_to_change(tx: Transaction, case: CaseId) -> Dossier:
    """Return a case to add to: nobody else adds to it before this transaction ends. Raises as `load` does."""
    return load(tx, case, to_change=True)


def _item(tx: Transaction, row: CaseRow) -> Known:
    known = _items.setdefault(tx.engine, {})
    found = known.get((row.item, row.item_version))
    if found is None:
        item = catalogue.get_version(tx, row.item, row.item_version)
        if item is None:
            raise LookupError(f"case {row.id} was opened with an unknown version of {row.item}")
        found = known[row.item, row.item_version] = Known(_fetchable(item, connectors.connected(tx)), {})
    return found


def _fetchable(item: Item, systems: frozenset[str]) -> Item:
    """Return the item as this server can serve it: from a system that is not connected nothing can be fetched."""
    materials = tuple(
        each if each.connector is None or each.connector in systems else replace(each, connector=None)
        for each in item.materials
    )
    return item if materials == item.materials else replace(item, materials=materials)


def may_read(dossier: Dossier, actor: Actor) -> bool:
    """
    Tell whether the actor takes part in the case, works on it, or supervises its region.

    During the session its official and the one who was rung into it read it; once it is over, or the case accepted,
    everybody of the departments that accept and decide it. A window's screen serves one resident after another: it
    reads a case until the next number is taken there.
    """
    row = dossier.row
    match actor.role:
        case Role.OFFICIAL | Role.COLLEAGUE:
            if row.official == actor.id and not dossier.session_ended:
                return True
            if not dossier.session_ended and invitations.colleague_of(dossier.tx, row.session) == actor.id:
                return True
            open_to_all = dossier.session_ended or dossier.case.state not in IN_SESSION
            return open_to_all and not _SIDES.isdisjoint(parties(actor, dossier.handling))
        case Role.SUPERVISOR:
            return supervises(actor, dossier.handling)
        case Role.WINDOW:
            return row.window == actor.id and not _later_ticket(dossier.tx, row)
        case Role.CLERK:
            return bool(parties(actor, dossier.handling, row.collect_at))
        case Role.OPERATOR:
            return False


def load_for(tx: Transaction, actor: Actor, case: CaseId) -> Dossier:
    """
    Return a case that the actor may read.

    Raises:
        Refused: not-found, also where there is one that is none of the actor's business.
    """
    dossier = load(tx, case)
    if not may_read(dossier, actor):
        raise Refused(Code.NOT_FOUND)
    return dossier


def check_session_runs(dossier: Dossier) -> None:
    """
    Refuse what needs the resident's presence once the session is over.

    Raises:
        Refused: session-ended.
    """
    if dossier.session_ended and dossier.case.state in IN_SESSION and not dossier.case.corrected:
        raise Refused(Code.SESSION_ENDED)


def _later_ticket(tx: Transaction, row: CaseRow) -> bool:
    mine = (
        select(tickets.c.taken_at)
        .join(sessions, sessions.c.ticket == tickets.c.id)
        .where(sessions.c.id == row.session)
        .scalar_subquery()
    )
    return bool(
        tx.execute(select(exists().where(tickets.c.window == row.window, tickets.c.taken_at > mine))).scalar_one()
    )
