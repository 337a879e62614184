"""
How many windows and clerks a stream of residents needs: the queue M/M/n with waiting (Erlang C).

The formula is A. K. Erlang's of 1917 ("Solution of some problems in the theory of probabilities of significance in
automatic telephone exchanges"). Of offered load a = arrivals x handling time and n servers, n > a, a caller waits with

    C(n, a) = B / (1 - (a / n) (1 - B)),   B(n, a) by B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)),

and waits longer than t with probability C exp(-(n - a) t / handling time). The recursion for B avoids factorials.
"""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from agent_console.core.clock import CHINA

MOST_SERVERS = 10_000


class Aim(msgspec.Struct, frozen=True):
    """What service is promised: this share of residents waits no longer than so many minutes."""

    share: float = 0.8
    minutes: float = 10.0
    windows_per_clerk: int = 4


class Staffing(msgspec.Struct, frozen=True):
    """What there was, and what would do."""

    busiest_hour: str  # ISO, the hall's time: "2026-01-05T09"; "" without sessions.
    arrivals: int  # Within it.
    handling_minutes: float  # Mean of the period.
    load: float  # Erlang.
    windows: int  # That served somebody in the period.
    officials: int
    windows_needed: int
    clerks_needed: int
    waiting_share: float  # Of residents who would wait at all with so many windows.


def waiting_probability(servers: int, load: float) -> float:
    """Return the probability that somebody has to wait: C(n, a). 1 where the load is not carried at all."""
    if load <= 0:
        return 0.0
    if servers <= load:
        return 1.0
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked / (1 - (load / servers) * (1 - blocked))


def served_in_time(servers: int, load: float, handling_minutes: float, within_minutes: float) -> float:
    """Return the share of residents who wait no longer than `within_minutes`."""
    if servers <= load:
        return 0.0
    decay = math.exp(-(servers - load) * within_minutes / handling_minutes) if handling_minutes > 0 else 0.0
    return 1 - waiting_probability(servers, load) * decay


def servers_needed(per_hour: float, handling_minutes: float, aim: Aim) -> int:
    """Return the fewest windows that keep the promise; 0 where nobody comes."""
    load = per_hour * handling_minutes / 60
    if load <= 0:
        return 0
    for servers in range(math.floor(load) + 1, MOST_SERVERS):
        if served_in_time(servers, load, handling_minutes, aim.minutes) >= aim.share:
            return servers
    return MOST_SERVERS


def staffing(arrivals: Iterable[datetime], handling_minutes: float, windows: int, officials: int, aim: Aim) -> Staffing:
    """Return what the busiest hour of a period needs."""
    hours = Counter(at.astimezone(CHINA).strftime("%Y-%m-%dT%H") for at in arrivals)
    hour, count = max(hours.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    needed = servers_needed(count, handling_minutes, aim)
    load = count * handling_minutes / 60
    return Staffing(
        busiest_hour=hour,
        arrivals=count,
        handling_minutes=handling_minutes,
        load=load,
        windows=windows,
        officials=officials,
        windows_needed=needed,
        clerks_needed=math.ceil(needed / aim.windows_per_clerk),
        waiting_share=waiting_probability(needed, load),
    )
