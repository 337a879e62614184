"""What `lp` and `lpstat` of CUPS say, as the product's words. Pure: text in, values out; read in the C locale."""

import re

from signaling.protocol.views import PrintFault

_REQUEST = re.compile(r"request id is (\S+)")
_UNKNOWN = ("does not exist", "no such", "invalid destination")
_OFFLINE = ("scheduler not responding", "connection refused", "unable to connect", "bad file descriptor")
# Printer-state-reasons of RFC 8011 §5.4.12, as `lpstat -l -p` prints them behind "Alerts:", and what backends write.
_REASONS = (
    (PrintFault.NO_PAPER, ("media-empty", "media-needed", "out of paper")),
    (PrintFault.JAM, ("media-jam", "paper jam")),
    (PrintFault.OFFLINE, ("offline", "connecting-to-device", "timed-out", "unable to connect", "not responding")),
    (
        PrintFault.OTHER,
        ("-error", "cover-open", "door-open", "toner-empty", "marker-supply-empty", "stopped", "paused"),
    ),
)


def request_of(said: str) -> str | None:
    """Return the request id that `lp` announces, e.g. "counter-12"; None where there is none."""
    found = _REQUEST.search(said)
    return None if found is None else found.group(1)


def refusal_of(said: str) -> PrintFault:
    """Return why `lp` took nothing, by what it wrote to standard error."""
    low = said.lower()
    if any(word in low for word in _UNKNOWN):
        return PrintFault.UNKNOWN_PRINTER
    return PrintFault.OFFLINE if any(word in low for word in _OFFLINE) else PrintFault.OTHER


def is_running(said: str) -> bool:
    """Tell whether there is a scheduler, by what `lpstat -r` says."""
    return "scheduler is running" in said


def is_queued(said: str, request: str) -> bool:
    """Tell whether a request stands in what `lpstat -o` lists."""
    return any(line.split()[:1] == [request] for line in said.splitlines())


def fault_of(said: str) -> PrintFault | None:
    """Return what holds a printer up, by what `lpstat -l -p` says of it; None while nothing does."""
    # Its state with the reason below it, and its alerts; "On fault" and the like are settings.
    lines = said.lower().splitlines()
    told = "\n".join([*lines[:2], *(line for line in lines[2:] if line.strip().startswith("alerts:"))])
    for fault, words in _REASONS:
        if any(word in told for word in words):
            return fault
    return PrintFault.OTHER if " disabled since " in told else None
