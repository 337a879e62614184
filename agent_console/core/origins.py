"""Where each answer of a form comes from: the ticket, a scanned page, an earlier case, or somebody's fingers."""

from collections.abc import Mapping

from signaling.protocol.views import Value

TICKET = "ticket"
REUSE = "reuse"
TYPED = "typed"
_SCAN = "scan:"  # Followed by the page's hash.


def is_origin(text: str) -> bool:
    """Tell whether the text names an origin that a page may claim; the ticket's own are not claimed, but known."""
    return text in (REUSE, TYPED) or (text.startswith(_SCAN) and len(text) == len(_SCAN) + 64)


def of_page(page: str) -> str:
    """Return the origin of what was read off a page."""
    return f"{_SCAN}{page}"


def of_opening(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the origins of what a case is opened with."""
    return dict.fromkeys(values, TICKET)


def moved(
    before: Mapping[str, str], former: Mapping[str, Value], values: Mapping[str, Value], told: Mapping[str, str]
) -> dict[str, str]:
    """
    Return the origins after a form was saved: an answer that stayed keeps its own, a changed one has what was told.

    Args:
        before: The origins so far.
        former: The answers so far.
        values: The answers now.
        told: What the page said of answers that it took over; whatever it is silent about was typed.
    """
    return {
        name: before[name]
        if name in before and former.get(name) == value and name not in told
        else told.get(name, TYPED)
        for name, value in values.items()
    }
