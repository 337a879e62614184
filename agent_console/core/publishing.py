"""When an item may be published, and which of its versions is the current one on a day."""

from collections.abc import Collection, Sequence
from enum import StrEnum

import msgspec

from agent_console.core.implementation import Listed
from signaling.core.access import Actor
from signaling.core.routing import covers


class Lack(StrEnum):
    """What an item still needs before it can be published."""

    NAME = "name"  # In both languages.
    MATERIALS = "materials"
    FORM = "form"
    DECIDER = "decider"
    DELIVERY = "delivery"
    OFFICIAL = "official"  # In some deciding division nobody of the department is qualified for it.
    WORDS = "words"  # A note, a paper or a question is told in one language only.
    PARTS = "parts"  # It names components or add-ons that are no items.


class Span(msgspec.Struct, frozen=True):
    """A version as far as its validity goes; ISO dates, both included, None: without end."""

    number: int
    published: bool  # And not withdrawn.
    valid_from: str | None = None
    valid_until: str | None = None


def lacks(listed: Listed, officials: Sequence[Actor], known: Collection[str]) -> tuple[Lack, ...]:
    """
    Return what stands in the way of publishing an item; empty: nothing.

    Args:
        listed: The item with its implementations.
        officials: Everybody who could serve it.
        known: Ids of items that there are.
    """
    item = listed.item
    deciders = {(each.division, each.department or item.department) for each in listed.implementations}
    if not deciders and item.division and item.department:
        deciders = {(item.division, item.department)}
    served = bool(deciders) and all(
        any(
            covers(official.division, division)
            and department in official.departments
            and (item.qualification is None or item.qualification in official.qualifications)
            for official in officials
        )
        for division, department in deciders
    )
    told = (*item.to_tell, *(material.name for material in item.materials), *item.labels.values())
    checks = {
        Lack.NAME: bool(item.name.zh.strip() and item.name.en.strip()),
        Lack.MATERIALS: bool(item.materials),
        Lack.FORM: bool(item.labels),
        Lack.DECIDER: bool(deciders),
        Lack.DELIVERY: bool(item.delivery),
        Lack.OFFICIAL: served,
        Lack.WORDS: all(text.zh.strip() and text.en.strip() for text in told),
        Lack.PARTS: set(item.components) | set(item.add_ons) <= set(known),
    }
    return tuple(lack for lack, there in checks.items() if not there)


def effective(versions: Sequence[Span], today: str) -> int | None:
    """Return the version that holds on a day: the newest of those published for it; None: the item is not offered."""
    holding = (
        each.number
        for each in versions
        if each.published
        and (each.valid_from is None or each.valid_from <= today)
        and (each.valid_until is None or each.valid_until >= today)
    )
    return max(holding, default=None)
