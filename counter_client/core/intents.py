"""
What a window ought to do now, as a function of what it knows.

An intent is begun once, by its key; a pause lies between that and the deed, for nobody signs what he has not read.
After the pause the intent must still be wanted, or nothing happens. So a reconnect, a page sent back or a form taken
back need no code of their own: the next list of intents is right again.
"""

from collections.abc import Iterator

import msgspec

from counter_client.core.effects import AgreeToReuse, ConfirmCase, Deed, LayPaper, SignCase, TakeStill
from counter_client.core.state import Link, Media, Window
from signaling.protocol.case_views import CaseAction, CaseState, CaseView, MaterialView, PageState
from signaling.protocol.commands import GiveConsent, JoinMedia, Say, TakeTicket, WindowFrame
from signaling.protocol.names import Role
from signaling.protocol.views import Consent, SessionView, StillState

_RETRY_SECONDS = (0.0, 0.25, 0.5, 1.0, 2.0)
UNSENT = "unsent-ref"  # A command's ref is given when it is sent.


class Intent(msgspec.Struct, frozen=True):
    """One thing to do: a command for the server, or a deed of the edge."""

    key: str
    after_seconds: float
    deed: WindowFrame | Deed


def wanted(window: Window) -> Iterator[Intent]:
    """Yield all that is to be done; nothing while the server has not said welcome."""
    if window.link is not Link.WELCOMED:
        return
    if window.session is not None:
        yield from _in_session(window, window.session)
        if window.case is not None:
            yield from _on_case(window, window.session, window.case)
    elif window.ticket is None:
        yield from _at_the_door(window)


def next_paper(case: CaseView) -> MaterialView | None:
    """
    Return the material whose paper belongs under the camera, or None when all are served.

    Required ones come first. Pages that are on their way to the official are taken to be those of the first materials
    that have none: the official accepts them in the order in which they were laid down.
    """
    open_materials = [material for material in case.materials if not material.pages]
    open_materials.sort(key=lambda material: not material.required)
    on_the_way = sum(page.state in (PageState.RECEIVED, PageState.READ) for page in case.pages)
    return open_materials[on_the_way] if on_the_way < len(open_materials) else None


def _at_the_door(window: Window) -> Iterator[Intent]:
    habits = window.habits
    again = window.tickets > 0
    if again and habits.ticket_after is None:
        return
    if any(isinstance(command, TakeTicket) for command in window.commands):
        return
    resident = habits.residents[window.tickets % len(habits.residents)]
    yield Intent(
        f"ticket:{window.tickets}",
        (habits.ticket_after or 0.0) if again else 0.0,
        TakeTicket(
            UNSENT,
            resident.id_number,
            resident.phone,
            habits.item,
            resident.language,
            home=habits.home,
            case=habits.case,
        ),
    )


def _in_session(window: Window, session: SessionView) -> Iterator[Intent]:
    habits = window.habits
    if window.media is Media.ABSENT:
        wait = _RETRY_SECONDS[min(window.failures, len(_RETRY_SECONDS) - 1)]
        yield Intent(f"media:{window.joins}", wait, JoinMedia(UNSENT, session.id))
    if session.consent is Consent.UNASKED:
        yield Intent(
            f"consent:{session.id}", habits.consent_after, GiveConsent(UNSENT, session.id, granted=habits.consents)
        )
    if session.messages and habits.answer:
        last = session.messages[-1]
        if last.role is Role.OFFICIAL:
            yield Intent(f"answer:{last.id}", habits.answer_after, Say(UNSENT, session.id, habits.answer))
    still = session.still
    if still is not None and still.state is StillState.REQUESTED:
        paper = None if window.case is None else _paper(session, window.case)
        yield Intent(f"still:{still.id}", 0.0, TakeStill(session.id, still.id, session.case, paper))


def _paper(session: SessionView, case: CaseView) -> LayPaper | None:
    material = next_paper(case)
    if material is None:
        return None
    turn = sum(page.state in (PageState.RETURNED, PageState.UNREADABLE) for page in case.pages)
    return LayPaper(material.code, material.name.zh, session.ticket.resident, turn)


def _on_case(window: Window, session: SessionView, case: CaseView) -> Iterator[Intent]:
    habits = window.habits
    asked = case.state is CaseState.REGISTERING and any(m.reusable or m.system is not None for m in case.materials)
    if asked and case.reuse_agreed is None and session.consent is Consent.GRANTED:
        yield Intent(f"reuse:{case.id}", habits.answer_after, AgreeToReuse(case.id))
    paper = _paper(session, case)
    if paper is not None:
        yield Intent(f"paper:{case.id}:{paper.material}:{paper.turn}", habits.paper_after, paper)
    allowed = case.actions.get(Role.WINDOW, ())
    if case.summary_hash is None:
        return
    if CaseAction.SIGN in allowed:
        key = f"sign:{case.id}:{case.version}"
        deed: Deed = SignCase(
            f"{window.prefix}-{case.id}-sign-{case.version}", case.id, case.version, case.summary_hash
        )
        yield Intent(key, habits.sign_after, deed)
    if CaseAction.CONFIRM in allowed:
        key = f"confirm:{case.id}:{case.version}"
        deed = ConfirmCase(
            f"{window.prefix}-{case.id}-confirm-{case.version}", case.id, case.version, case.summary_hash
        )
        yield Intent(key, habits.confirm_after, deed)
