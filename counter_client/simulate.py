"""The demonstration's resident: an invented person who queues, shows papers, signs, confirms, and comes again."""

import structlog

from counter_client.core.state import Habits, Window
from counter_client.desk import Desk
from counter_client.devices import LoopedSound
from counter_client.peer import Sources
from counter_client.rest import Item
from counter_client.scene import Scene
from counter_client.specimens import SPECIMENS
from counter_client.speech import hum, sentences, speak
from signaling.protocol.names import ItemId, Language

_ANSWERS = {
    Language.CHINESE: "好的，我明白了，谢谢。",
    Language.ENGLISH: "All right, I understand. Thank you.",
}
_log = structlog.get_logger(room="counter_client")


class Staging:
    """The simulated resident's devices: a drawn face that moves its lips, a voice, and a desk with papers."""

    def __init__(self, item: Item, language: Language) -> None:
        name = item.name.en if language is Language.ENGLISH else item.name.zh
        voice = speak(sentences(name, language), language)
        if voice is None:
            _log.warning("no_espeak_ng", then="a soft tone instead of speech; install the package espeak-ng")
            voice = hum()
        self.voice: LoopedSound = voice
        self.desk = Desk()
        self.desk.still(0.0)  # The first one takes seconds, which belong before the first call.
        self.sources = Sources(voice=voice, camera=Scene(voice), document=self.desk)


def habits(item: ItemId, language: Language) -> Habits:
    """Return how the simulated resident behaves: at a pace that a newcomer can follow."""
    residents = tuple(specimen.resident(language) for specimen in SPECIMENS)
    return Habits(residents, item, answer=_ANSWERS[language])


def quickest(items: tuple[Item, ...]) -> Item:
    """Return the item that takes the least time: the first thing that a newcomer tries should be short."""
    return min(items, key=lambda item: item.target_minutes)


def report(before: Window, after: Window) -> None:
    """Log the turns of a visit, and nothing else of it."""
    if after.ticket is not None and before.ticket is None:
        _log.info("waiting", number=after.ticket.number)
    if after.session is not None and before.session is None:
        _log.info("called", session=after.session.id)
    if before.session is not None and after.session is None:
        _log.info("session_ended", session=before.session.id)
    if after.case is not None and after.case.number is not None and (before.case is None or before.case.number is None):
        _log.info("accepted", case=after.case.number)
