"""
Two network namespaces with a bad line between them: delay, jitter, loss, a bottleneck. Needs root and iproute2.

The kernel's own netem is not to be had everywhere, so the line is a pair of TUN devices whose packets a child process
carries from one to the other. What is lost is decided by a seeded generator: a test meets the same line every time.
"""

import contextlib
import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from types import TracebackType

import msgspec

# <linux/if_tun.h>
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
MTU_BYTES = 1400
READY = "ready"


class Conditions(msgspec.Struct, frozen=True):
    """What the line does to each direction."""

    delay_seconds: float = 0.0
    jitter_seconds: float = 0.0  # Spread evenly to both sides of the delay; packets may overtake each other.
    loss: float = 0.0  # Fraction.
    rate_bits_per_second: float = 0.0  # 0: no bottleneck.
    queue_seconds: float = 0.2  # What the bottleneck holds before it drops.


class Direction:
    """One direction of a line; knows no sockets and no clock."""

    def __init__(self, conditions: Conditions, seed: int) -> None:
        self.conditions = conditions
        self._random = random.Random(seed)
        self._waiting: list[tuple[float, int, bytes]] = []
        self._pushed = 0
        self._bottleneck_free_at = 0.0

    def push(self, packet: bytes, now: float) -> None:
        """Take a packet in, or lose it. `now` is in seconds of any steady clock."""
        line = self.conditions
        if self._random.random() < line.loss:
            return
        leaves = now
        if line.rate_bits_per_second:
            starts = max(now, self._bottleneck_free_at)
            if starts - now > line.queue_seconds:
                return
            leaves = self._bottleneck_free_at = starts + len(packet) * 8 / line.rate_bits_per_second
        leaves += line.delay_seconds + line.jitter_seconds * self._random.uniform(-1.0, 1.0)
        self._pushed += 1
        heapq.heappush(self._waiting, (leaves, self._pushed, packet))

    def due(self, now: float) -> Iterator[bytes]:
        """Hand out what has arrived."""
        while self._waiting and self._waiting[0][0] <= now:
            yield heapq.heappop(self._waiting)[2]

    def next_at(self) -> float | None:
        """Tell when the next packet arrives."""
        return self._waiting[0][0] if self._waiting else None


class End(msgspec.Struct, frozen=True):
    """One end of a line: a namespace and its address there."""

    namespace: str
    address: str

    def command(self, *arguments: str) -> list[str]:
        """Return the command line that runs a program at this end."""
        return ["ip", "netns", "exec", self.namespace, *arguments]


class Line:
    """
    A context manager: `with Line(Conditions(loss=0.2)) as line: subprocess.run(line.left.command("ping", …))`.

    Leaving it ends the carrier and deletes both namespaces, with whatever still runs in them left without a network.
    """

    def __init__(self, conditions: Conditions, *, seed: int = 1) -> None:
        name = f"line-{uuid.uuid4().hex[:6]}"
        self.left = End(f"{name}-l", "10.77.0.1")
        self.right = End(f"{name}-r", "10.77.0.2")
        self._conditions = conditions
        self._seed = seed
        self._carrier: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Line":
        for end in (self.left, self.right):
            _ip("netns", "add", end.namespace)
        carrier = subprocess.Popen(
            [sys.executable, "-m", "tests.support.netns", str(self._seed), self.left.namespace, self.right.namespace],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._carrier = carrier
        self.change(self._conditions)
        assert carrier.stdout is not None
        if carrier.stdout.readline().strip() != READY:
            self.__exit__(None, None, None)
            raise RuntimeError("the line's carrier did not start")
        for end, other in ((self.left, self.right), (self.right, self.left)):
            ip = ["-n", end.namespace]
            _ip(*ip, "link", "set", "lo", "up")
            _ip(*ip, "addr", "add", end.address, "peer", other.address, "dev", "line")
            _ip(*ip, "link", "set", "line", "mtu", str(MTU_BYTES), "txqueuelen", "1000", "up")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._carrier is not None:
            assert self._carrier.stdin is not None
            assert self._carrier.stdout is not None
            self._carrier.stdin.close()  # The carrier ends with its input.
            self._carrier.wait(5)
            self._carrier.stdout.close()
        for end in (self.left, self.right):
            _ip("netns", "delete", end.namespace)

    def change(self, conditions: Conditions) -> None:
        """Make the line better or worse from the next packet on."""
        assert self._carrier is not None
        assert self._carrier.stdin is not None
        self._carrier.stdin.write(msgspec.json.encode(conditions).decode() + "\n")
        self._carrier.stdin.flush()


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


# -- The carrier, a process of its own -----------------------------------------------------------


def open_tun(namespace: str) -> int:
    """Return a TUN device called `line` in a namespace; the calling process ends up in that namespace."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/var/run/netns/{namespace}") as door:
        if libc.setns(door.fileno(), 0) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"line", IFF_TUN | IFF_NO_PI))
    return device


def carry(seed: int, namespaces: list[str]) -> None:
    """Carry packets until standard input closes; each line of it is a Conditions for what comes next."""
    left, right = (open_tun(namespace) for namespace in namespaces)
    first = msgspec.json.decode(sys.stdin.readline(), type=Conditions)
    out = {left: (right, Direction(first, seed)), right: (left, Direction(first, seed + 1))}
    print(READY, flush=True)
    poll = select.epoll()
    for file in (left, right, sys.stdin.fileno()):
        poll.register(file, select.EPOLLIN)
    while True:
        arrivals = [at for _, direction in out.values() if (at := direction.next_at()) is not None]
        timeout = max(0.0, min(arrivals) - time.monotonic()) if arrivals else None
        for file, _ in poll.poll(timeout):
            if file == sys.stdin.fileno():
                order = sys.stdin.readline()
                if not order:
                    return
                for _, direction in out.values():
                    direction.conditions = msgspec.json.decode(order, type=Conditions)
            else:
                for packet in _read_all(file):
                    out[file][1].push(packet, time.monotonic())
        now = time.monotonic()
        for target, direction in out.values():
            for packet in direction.due(now):
                with contextlib.suppress(OSError):  # The device went down with its namespace: the packet is lost.
                    os.write(target, packet)


def _read_all(device: int) -> Iterator[bytes]:
    while True:
        try:
            packet = os.read(device, MTU_BYTES + 100)
        except BlockingIOError:
            return
        if packet[0] >> 4 == 4:  # IPv6 router solicitations stay out of the figures.
            yield packet


if __name__ == "__main__":
    carry(int(sys.argv[1]), sys.argv[2:])
