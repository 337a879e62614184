"""Whose bell rings for which ticket: the longest idle official first, the next one when nobody answers."""

from collections.abc import Mapping, Sequence

import msgspec

from signaling.core.queue import order
from signaling.core.routing import OnDuty, Waiting, next_official
from signaling.protocol.names import TicketId

ANSWER_SECONDS = 20.0


class _Rung(msgspec.Struct):
    official: str
    at: float
    before: set[str]  # Who did not answer; when all have not, it begins anew.


class Bells:
    """Remembers for whom it has rung."""

    def __init__(self) -> None:
        self._rung: dict[TicketId, _Rung] = {}

    def ring(self, waiting: Sequence[Waiting], officials: Sequence[OnDuty], now: float) -> Mapping[TicketId, str]:
        """
        Return the officials to ring now, by ticket; one who is being rung is not rung again.

        Args:
            now: Monotonic seconds.
        """
        free = {duty.official.id: duty for duty in officials if duty.session is None}
        previous, self._rung, chosen = self._rung, {}, {}
        for ticket in order(waiting):
            rung = previous.get(ticket.ticket)
            if rung is not None and rung.official in free and now - rung.at < ANSWER_SECONDS:
                self._rung[ticket.ticket] = rung
                del free[rung.official]
                continue
            silent = set() if rung is None else rung.before | {rung.official}
            fresh = [duty for official, duty in free.items() if official not in silent]
            official = next_official(ticket, fresh)
            if official is None:
                silent = set()
                official = next_official(ticket, list(free.values()))
            if official is not None:
                name = official.official.id
                self._rung[ticket.ticket] = _Rung(name, now, silent)
                del free[name]
                chosen[ticket.ticket] = name
        return chosen

    def forget(self, official: str) -> None:
        """Ring an official anew who has just come back: what rang before, rang in an empty room."""
        self._rung = {ticket: rung for ticket, rung in self._rung.items() if rung.official != official}
