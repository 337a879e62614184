"""What the desk asks of the case side: `signaling.ports.Cases`, `Items` and the `case/` stream."""

from agent_console.core.acts import ConsentHeard, Opened
from agent_console.core.catalogue import Item
from agent_console.core.form import prefilled
from agent_console.core.handling import Handling
from agent_console.services import folders
from agent_console.services.dossier import load, load_for, load_to_change, may_read
from agent_console.services.resolution import handling_of
from agent_console.store import accounts, cases, catalogue
from signaling.clock import Clock
from signaling.core.access import Actor
from signaling.ports import CaseOpening, Stream, Transaction
from signaling.protocol.messages import CaseSnapshot
from signaling.protocol.names import CaseId, Role, StreamName


class CaseSide:
    """Implements `signaling.ports.Cases`; each method runs inside the desk's transaction."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def open(self, tx: Transaction, opening: CaseOpening) -> None:
        """Create the case of a session, with what the ticket already told in its form."""
        item = catalogue.get_version(tx, opening.item, opening.item_version)
        if item is None:
            raise LookupError(f"ticket {opening.ticket} names an unknown version of {opening.item}")
        handling = _handling(tx, opening, item)
        cases.insert_case(tx, opening, handling.department, handling)
        dossier = load(tx, opening.case)
        values = prefilled(dossier.item.form, id_number=opening.resident_id_number, phone=opening.resident_phone)
        dossier.add(Opened(values, handling), "opened", actor=opening.official, role=Role.OFFICIAL, at=opening.at)
        folders.attach(dossier, opening.ticket, opening.at)

    def is_accepted(self, tx: Transaction, case: CaseId) -> bool:
        """Tell whether the case has been accepted."""
        return load(tx, case).case.number is not None

    def consent_changed(self, tx: Transaction, case: CaseId, granted: bool) -> None:
        """Note the resident's word on recording. No page shows it from here: the session's own fact tells it."""
        dossier = load_to_change(tx, case)
        dossier.note(ConsentHeard(granted), actor=dossier.row.window, role=Role.WINDOW, at=self._clock.now())


def _handling(tx: Transaction, opening: CaseOpening, item: Item) -> Handling:
    """Resolve how the case is handled, from the item and the place of its window."""
    window = accounts.get_window(tx, opening.window)
    receiving = window.division if window else opening.division
    return handling_of(item, home=item.division, receiving=receiving, receiving_office=window.hall if window else "")


def _case_of(name: StreamName) -> CaseId:
    return CaseId(name.partition("/")[2])


def _may_read(tx: Transaction, actor: Actor, name: StreamName) -> bool:
    case = _case_of(name)
    return cases.get_row(tx, case) is not None and may_read(load(tx, case), actor)


def _snapshot(tx: Transaction, actor: Actor, name: StreamName) -> CaseSnapshot:
    return CaseSnapshot(load_for(tx, actor, _case_of(name)).view(actor))


CASE_STREAM = Stream("case", _may_read, _snapshot)
