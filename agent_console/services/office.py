"""The commands after acceptance: review, decision, result, clock, urging, custody, delivery."""

from agent_console.api.schemas import (
    AnswerUrge,
    CloseCase,
    Decide,
    Deliver,
    DispatchResult,
    Extend,
    HandOver,
    IssueResult,
    PauseClock,
    Receive,
    ResumeClock,
    Review,
    UrgeCase,
)
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.clock import case_day
from agent_console.services.dossier import Dossier
from agent_console.services.request import Request
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.store.counters import next_value

ResultCommand = Review | Decide | IssueResult | DispatchResult | Deliver | CloseCase
ClockCommand = Extend | PauseClock | ResumeClock
FurtherCommand = UrgeCase | AnswerUrge | HandOver | Receive
Command = ResultCommand | ClockCommand | FurtherCommand


def decide(dossier: Dossier, command: Command, request: Request) -> AnyAct:
    """
    Return the act that a command becomes.

    Raises:
        Refused: ground-missing, slip-unknown.
    """
    if isinstance(command, ResultCommand):
        return _towards_result(dossier, command)
    if isinstance(command, ClockCommand):
        return _on_clock(command)
    return _further(dossier, command, request)


def _towards_result(dossier: Dossier, command: ResultCommand) -> AnyAct:
    match command:
        case Review():
            return acts.Reviewed(command.proposal, command.note)
        case Decide():
            if command.decision == "refused" and not (command.reason and command.ground):
                raise Refused(Code.GROUND_MISSING)
            return acts.Decided(command.decision, command.reason, command.ground)
        case IssueResult():
            return acts.ResultIssued(command.number, command.document)
        case DispatchResult():
            return acts.Dispatched(command.way, command.tracking)
        case Deliver():
            return acts.Delivered(command.way)
        case CloseCase():
            return acts.Closed("refused" if dossier.case.decision == "refused" else "delivered")


def _on_clock(command: ClockCommand) -> AnyAct:
    match command:
        case Extend():
            return acts.Extended(command.days, command.reason)
        case PauseClock():
            return acts.ClockPaused(command.cause, command.reason)
        case ResumeClock():
            return acts.ClockResumed()


def _further(dossier: Dossier, command: FurtherCommand, request: Request) -> AnyAct:
    match command:
        case UrgeCase():
            return acts.Urged(request.actor.role, command.text)
        case AnswerUrge():
            return acts.UrgeAnswered(command.text)
        case HandOver():
            return acts.HandedOver(command.slip or _slip(dossier, request), command.materials)
        case Receive():
            if dossier.case.slips.get(command.slip, request.at) is not None:
                raise Refused(Code.SLIP_UNKNOWN)
            return acts.Received(command.slip)


def _slip(dossier: Dossier, request: Request) -> str:
    office, day = dossier.handling.receiving_office or dossier.handling.receiving, case_day(request.at)
    return f"{office}-{day}-{next_value(dossier.tx, f'slip/{office}/{day}'):04d}"
