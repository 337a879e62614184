"""What the desk asks of the case side: `signaling.ports.Cases`, `Items` and the `case/` stream."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from agent_console.core import colleague
from agent_console.core.acts import ConsentHeard, Opened, Resumed
from agent_console.core.form import prefilled
from agent_console.core.handling import Handling
from agent_console.core.office import OfficeKind
from agent_console.core.permit import IN_SESSION
from agent_console.services import folders
from agent_console.services.dossier import load, load_for, load_to_change, may_read
from agent_console.store import cases, catalogue, places
from signaling.clock import Clock
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import CaseOpening, Fitness, Forward, Returning, Stream, Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.facts import CaseSnapshot
from signaling.protocol.names import CaseId, Role, StreamName
from signaling.protocol.views import Text
from signaling.store import tickets


class CaseSide:
    """Implements `signaling.ports.Cases`; each method runs inside the desk's transaction."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def open(self, tx: Transaction, opening: CaseOpening) -> None:
        """Create the case of a session, with what the ticket already told in its form."""
        handling = handling_of(tx, opening)
        cases.insert_case(tx, opening, handling.department, handling, collect_at=opening.collect_at)
        dossier = load(tx, opening.case)
        values = prefilled(dossier.item.form, id_number=opening.resident_id_number, phone=opening.resident_phone)
        dossier.add(Opened(values, handling), "opened", actor=opening.official, role=Role.OFFICIAL, at=opening.at)
        folders.attach(dossier, opening.ticket, opening.at)

    def resume(self, tx: Transaction, opening: CaseOpening) -> None:
        """Carry a case on in the session of its second visit."""
        cases.lock(tx, opening.case)
        cases.move_session(tx, opening.case, opening.session, opening.official, opening.window)
        dossier = load(tx, opening.case)
        dossier.add(Resumed(), "resumed", actor=opening.official, role=Role.OFFICIAL, at=opening.at)

    def returning(self, tx: Transaction, case: str, id_number: str) -> Returning:
        """
        Return the case that its resident may come back for, named by its id.

        Raises:
            Refused: case-unknown, also for another resident's, and for one that was accepted or is closed.
        """
        if cases.get_row(tx, CaseId(case)) is None:
            raise Refused(Code.CASE_UNKNOWN)
        dossier = load(tx, CaseId(case))
        waits = dossier.session_ended and dossier.case.state in IN_SESSION | {CaseState.CORRECTING}
        if not waits or tickets.resident(tx, dossier.row.ticket).id_number != id_number:
            raise Refused(Code.CASE_UNKNOWN)
        return Returning(dossier.row.id, dossier.row.item, dossier.handling.home, dossier.row.official)

    def check_collect(self, tx: Transaction, office: str) -> None:
        """
        Let a result be collected at a hall.

        Raises:
            Refused: office-unknown, also for a department's counter and an agency's window.
        """
        found = places.get(tx, office)
        if found is None or found.kind is not OfficeKind.HALL:
            raise Refused(Code.OFFICE_UNKNOWN)

    def forward(self, tx: Transaction, case: CaseId) -> Forward | None:
        """Return whose queue the resident of a case that was not ours goes on to."""
        target = load(tx, case).case.target
        if target is None:
            return None
        division, department = target
        name = catalogue.department_names(tx).get(department, Text(zh=department, en=department))
        return Forward(division, department, name)

    def is_settled(self, tx: Transaction, case: CaseId) -> bool:
        """Tell whether the visit led somewhere: to an acceptance, a correction notice, or an end."""
        return load(tx, case).case.state not in IN_SESSION

    def fitness(self, tx: Transaction, case: CaseId, officials: Sequence[Actor]) -> Mapping[str, Fitness]:
        """Return what these officials may be rung for; who is of another region is left out."""
        dossier = load(tx, case)
        names = catalogue.department_names(tx)
        found: dict[str, Fitness] = {}
        for official in officials:
            theirs = colleague.duties(official, dossier.case, dossier.item, dossier.handling)
            if theirs:
                code = colleague.department(official, dossier.handling)
                found[official.id] = Fitness(theirs, code, names.get(code, Text(zh=code, en=code)))
        return found

    def consent_changed(self, tx: Transaction, case: CaseId, granted: bool) -> None:
        """Note the resident's word on recording. No page shows it from here: the session's own fact tells it."""
        dossier = load_to_change(tx, case)
        dossier.note(ConsentHeard(granted), actor=dossier.row.window, role=Role.WINDOW, at=self._clock.now())


def handling_of(tx: Transaction, opening: CaseOpening) -> Handling:
    """Resolve how the case is handled; a department that it was handed on to accepts and decides it itself."""
    found = catalogue.resolve(tx, opening.item, opening.home, opening.receiving_office)
    if opening.department in ("", found.department):
        return found
    division = opening.division
    return replace(found, department=opening.department, home=division, accepting=division, deciding=division)


def _case_of(name: StreamName) -> CaseId:
    return CaseId(name.partition("/")[2])


def _may_read(tx: Transaction, actor: Actor, name: StreamName) -> bool:
    case = _case_of(name)
    return cases.get_row(tx, case) is not None and may_read(load(tx, case), actor)


def _snapshot(tx: Transaction, actor: Actor, name: StreamName) -> CaseSnapshot:
    return CaseSnapshot(load_for(tx, actor, _case_of(name)).view(actor))


CASE_STREAM = Stream("case", _may_read, _snapshot)
