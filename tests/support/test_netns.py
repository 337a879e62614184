import os
import shutil
import statistics
import subprocess
import sys

import pytest

from tests.support.netns import Conditions, Direction, Line

ECHO = """
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind((sys.argv[1], 5000)); print("ready", flush=True)
while True:
    data, peer = s.recvfrom(2000)
    if data == b"end": break
    s.sendto(data, peer)
"""

ASK = """
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(0.5)
for n in range(int(sys.argv[2])):
    t = time.monotonic(); s.sendto(b"%d" % n, (sys.argv[1], 5000))
    try: s.recv(2000); print(time.monotonic() - t)
    except TimeoutError: print("lost")
s.sendto(b"end", (sys.argv[1], 5000))
"""


def carried(direction: Direction, packets: list[bytes], *, at: float = 0.0, until: float = 10.0) -> list[bytes]:
    for packet in packets:
        direction.push(packet, at)
    return list(direction.due(until))


def test_a_good_line_changes_nothing() -> None:
    packets = [b"a", b"b", b"c"]
    assert carried(Direction(Conditions(), 1), packets) == packets


def test_a_packet_arrives_after_the_delay_and_not_before() -> None:
    direction = Direction(Conditions(delay_seconds=0.05), 1)
    direction.push(b"a", 1.0)
    assert direction.next_at() == 1.05
    assert list(direction.due(1.049)) == []
    assert list(direction.due(1.05)) == [b"a"]


def test_the_same_seed_loses_the_same_packets() -> None:
    packets = [bytes([n]) for n in range(200)]
    first, second = (carried(Direction(Conditions(loss=0.2), 7), packets) for _ in range(2))
    assert first == second
    assert 0.7 < len(first) / 200 < 0.9


def test_a_bottleneck_delays_and_then_drops() -> None:
    direction = Direction(Conditions(rate_bits_per_second=8000, queue_seconds=0.5), 1)
    for n in range(10):
        direction.push(bytes([n]) * 100, 0.0)  # A tenth of a second each.
    assert [packet[0] for packet in direction.due(10.0)] == [0, 1, 2, 3, 4, 5]


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("ip") is None, reason="needs root and iproute2")
def test_two_namespaces_meet_over_the_line() -> None:
    with Line(Conditions(delay_seconds=0.02)) as line:
        with subprocess.Popen(
            line.right.command(sys.executable, "-c", ECHO, line.right.address), stdout=subprocess.PIPE, text=True
        ) as echo:
            assert echo.stdout is not None
            assert echo.stdout.readline() == "ready\n"
            ask = line.left.command(sys.executable, "-c", ASK, line.right.address, "9")
            answers = subprocess.run(ask, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        assert "lost" not in answers
        assert 0.04 <= statistics.median(map(float, answers)) < 0.06
