"""What the load's process is asked to do, and what it answers."""

from typing import Literal

import msgspec


class Plan(msgspec.Struct, frozen=True):
    """One row of the benchmark."""

    server: Literal["janus", "node"]
    rooms: int
    subscribers: int
    url: str = ""
    pid: int = 0
    mix: Literal["camera", "real"] = "camera"  # "real": voice and camera both ways, and the document.
    key: str = ""  # Of the node: what grants are signed with, Ed25519, hexadecimal.
    record: bool = False
    seconds: float = 5.0
    repeats: int = 3
    warm_seconds: float = 2.0


class Sample(msgspec.Struct, frozen=True, rename="camel"):
    """One stretch of time."""

    seconds: float
    cpu_seconds: float  # Of the server, all its threads and children.
    sent: int  # Packets that the publishers sent.
    forwarded: int  # Packets that the subscribers got.


class Figures(msgspec.Struct, frozen=True, rename="camel"):
    """What a row showed. `packetsMissing` and `socketDrops` must be 0 for a row to count."""

    idle_percent: float  # CPU with all peers connected and nothing sent.
    microseconds_per_packet: float  # Median over the samples, of CPU per forwarded packet.
    samples: list[Sample]
    packets_missing: int
    socket_drops: int
    load_lateness_seconds: float  # By how much the load fell behind its own timetable, at worst.
