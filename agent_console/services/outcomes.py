"""How a session ends without an acceptance: not needed, not ours, corrected, asked to correct, declined, withdrawn."""

from agent_console.api.schemas import AskCorrection, Decline, Resolve, Withdraw
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.checklist import checklist
from agent_console.core.clock import CORRECTION_DAYS, local_day
from agent_console.core.form import properties
from agent_console.services.dossier import Dossier
from agent_console.services.request import Request
from agent_console.store import calendars
from signaling.core.refusal import Refused
from signaling.protocol.case_views import MissingView
from signaling.protocol.codes import Code

Command = Resolve | AskCorrection | Decline | Withdraw


def decide(dossier: Dossier, command: Command, request: Request) -> AnyAct:
    """
    Return the act that a command becomes.

    Raises:
        Refused: target-unknown, for a case that is not ours and nobody's; material-unknown.
    """
    match command:
        case Resolve():
            if command.outcome == "not-ours" and not command.department:
                raise Refused(Code.TARGET_UNKNOWN)
            division = command.division or dossier.handling.receiving
            return acts.Resolved(command.outcome, command.reason, command.department, division)
        case AskCorrection():
            return _correction(dossier, command, request)
        case Decline():
            return acts.Declined(command.reason, command.ground)
        case Withdraw():
            return acts.Withdrawn(command.reason)


def _correction(dossier: Dossier, command: AskCorrection, request: Request) -> AnyAct:
    known = {material.code for material in checklist(dossier.item, dossier.case.values)}
    known |= set(properties(dossier.item.form))
    missing = tuple(MissingView(line.code, line.reason) for line in command.missing)
    if any(line.code not in known for line in missing):
        raise Refused(Code.MATERIAL_UNKNOWN)
    calendar = calendars.get(dossier.tx, dossier.handling.accepting)
    return acts.CorrectionAsked(missing, calendar.after(local_day(request.at), CORRECTION_DAYS))
