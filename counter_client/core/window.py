"""
A window without a person, as a state machine: frames and events in, frames and effects out, nothing else touched.

    window, effects = hear(window, frame_or_event)

The edge (counter_client.client) owns socket, peer, camera and time; the window decides.
"""

from typing import assert_never

import msgspec

from counter_client.core.effects import (
    AgreeToReuse,
    ClearDesk,
    Closed,
    ConfirmCase,
    Effect,
    Heard,
    JoinPeer,
    LayPaper,
    LeavePeer,
    Opened,
    Pause,
    PeerLost,
    PeerUp,
    Redial,
    Rested,
    Send,
    SignCase,
    StillFailed,
    Stop,
    TakeStill,
)
from counter_client.core.intents import UNSENT, wanted
from counter_client.core.state import Link, Media, Window
from counter_client.core.streams import hear_fact, hear_start, hear_welcome
from signaling.protocol.commands import DeclineStill, Hello, JoinMedia, TakeTicket, WindowFrame
from signaling.protocol.facts import Fact
from signaling.protocol.frames import PROTOCOL_VERSION
from signaling.protocol.messages import (
    Directive,
    Done,
    Granted,
    Refused,
    ServerFrame,
    StreamClosed,
    StreamOpened,
    TicketIssued,
    Welcome,
)
from signaling.protocol.names import StreamName

Step = tuple[Window, tuple[Effect, ...]]
_replace = msgspec.structs.replace


def hear(window: Window, heard: ServerFrame | Heard) -> Step:
    """
    Return the window after it has heard this, and what its edge must do now, in order.

    A frame that is no business of a window changes nothing: a later server may say more than we know.
    """
    after, effects = _hear(window, heard)
    after, more = _follow_session(window, after)
    after, begun = _begin(after)
    return after, (*effects, *more, *begun)


def _hear(window: Window, heard: ServerFrame | Heard) -> Step:
    match heard:
        case Opened() | Closed() | Rested() | PeerUp() | PeerLost() | StillFailed():
            return _hear_edge(window, heard)
        case Fact():
            return hear_fact(window, heard), ()
        case Done() | TicketIssued() | Granted() | Refused():
            return _hear_reply(window, heard)
        case Welcome() | StreamOpened() | StreamClosed() | Directive():
            return _hear_desk(window, heard)
    return window, ()


def _hear_edge(window: Window, heard: Heard) -> Step:
    match heard:
        case Opened():
            hello = Hello(PROTOCOL_VERSION, window.habits.residents[0].language, dict(window.offsets))
            return _replace(window, link=Link.GREETED), (Send(hello),)
        case Closed():
            return _closed(window), ()
        case Rested(key):
            return _rested(window, key)
        case PeerUp(session):
            if window.session is None or window.session.id != session:
                return window, ()
            return _replace(window, media=Media.UP, failures=0), ()
        case PeerLost(session):
            if window.session is None or window.session.id != session:
                return window, ()
            return _ask_for_media_again(window), ()
        case StillFailed(session, still, reason):
            return _command(window, DeclineStill(UNSENT, session, still, reason))
        case _:
            assert_never(heard)


def _closed(window: Window) -> Window:
    # A grant lives for a minute and is spent once: it is asked for anew rather than resent. All else is resent.
    commands = tuple(command for command in window.commands if not isinstance(command, JoinMedia))
    window = _replace(window, link=Link.CLOSED, commands=commands)
    return _ask_for_media_again(window) if window.media is Media.ASKED else window


def _rested(window: Window, key: str) -> Step:
    if key not in window.begun:
        return window, ()
    intent = next((intent for intent in wanted(window) if intent.key == key), None)
    if intent is None:
        # No longer wanted, or offline. Should it be wanted again it begins again, with its pause.
        return _replace(window, begun=window.begun - {key}), ()
    match intent.deed:
        case TakeStill() | LayPaper() | AgreeToReuse() | SignCase() | ConfirmCase():
            return window, (intent.deed,)
        case TakeTicket() as frame:
            window = _replace(window, tickets=window.tickets + 1)
            return _command(window, frame)
        case JoinMedia() as frame:
            return _command(_replace(window, media=Media.ASKED), frame)
        case frame:
            return _command(window, frame)


def _command(window: Window, frame: WindowFrame) -> Step:
    number = window.refs + 1
    sent = _replace(frame, ref=f"{window.prefix}-{number:04d}")
    return _replace(window, refs=number, commands=(*window.commands, sent)), (Send(sent),)


def _hear_reply(window: Window, reply: Done | TicketIssued | Granted | Refused) -> Step:
    asked = next((command for command in window.commands if getattr(command, "ref", None) == reply.ref), None)
    if asked is None:
        return window, ()
    window = _replace(window, commands=tuple(command for command in window.commands if command is not asked))
    match reply:
        case Granted(_, grant, url) if isinstance(asked, JoinMedia):
            return _replace(window, media=Media.JOINING), (JoinPeer(asked.session, grant, url),)
        case Refused() if isinstance(asked, JoinMedia):
            return _ask_for_media_again(window), ()
        case Refused(_, code) if isinstance(asked, TakeTicket) and window.habits.ticket_after is None:
            return window, (Stop(code.value),)
    # A ticket is known by its facts: the outcome of a command sent twice may be older than they are.
    return window, ()


def _hear_desk(window: Window, heard: Welcome | StreamOpened | StreamClosed | Directive) -> Step:
    match heard:
        case Welcome():
            window = _replace(hear_welcome(window, heard), link=Link.WELCOMED)
            return window, tuple(Send(command) for command in window.commands)
        case StreamOpened(start):
            return hear_start(window, start), ()
        case StreamClosed(stream):
            return _forget(window, stream), ()
        case Directive("resume"):
            return window, (Redial(),)
        case Directive("rejoin-media"):
            return _ask_for_media_again(window), ()
        case Directive("leave", session, "ended"):
            ours = window.session is not None and window.session.id == session
            return (_replace(window, session=None, case=None, ticket=None) if ours else window), ()
        case Directive("leave", _, reason):
            return window, (Stop(reason or "leave"),)
    return window, ()


def _forget(window: Window, stream: StreamName) -> Window:
    offsets = {name: offset for name, offset in window.offsets.items() if name != stream}
    window = _replace(window, offsets=offsets)
    ours = window.session is not None and stream == f"session/{window.session.id}"
    return _replace(window, session=None, case=None, ticket=None) if ours else window


def _ask_for_media_again(window: Window) -> Window:
    return _replace(window, media=Media.ABSENT, joins=window.joins + 1, failures=window.failures + 1)


def _follow_session(before: Window, after: Window) -> Step:
    """Tidy up behind a session that has gone, however that became known."""
    if before.session is None or (after.session is not None and after.session.id == before.session.id):
        return after, ()
    commands = tuple(command for command in after.commands if getattr(command, "session", None) != before.session.id)
    after = _replace(after, media=Media.ABSENT, joins=after.joins + 1, failures=0, commands=commands, begun=frozenset())
    done = after.habits.ticket_after is None and after.session is None
    return after, (LeavePeer(), ClearDesk(), *((Stop("served"),) if done else ()))


def _begin(window: Window) -> Step:
    """Begin what is wanted and was not begun; what needs no thought is done at once."""
    effects: tuple[Effect, ...] = ()
    for intent in tuple(wanted(window)):
        if intent.key in window.begun:
            continue
        window = _replace(window, begun=window.begun | {intent.key})
        if intent.after_seconds > 0:
            effects = (*effects, Pause(intent.key, intent.after_seconds))
        else:
            window, done = _rested(window, intent.key)
            effects = (*effects, *done)
    return window, effects
