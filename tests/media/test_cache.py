"""Claims about the packet cache."""

from media.cache import PacketCache
from tests.support.rtp import packet


def put(cache: PacketCache, number: int) -> None:
    cache.packets[number & cache.mask] = packet(number)
    cache.stamps[number & cache.mask] = number.to_bytes(3, "big")


def test_a_packet_is_found_by_its_unwrapped_number() -> None:
    cache = PacketCache(8)
    put(cache, 65_537)
    assert cache.get(65_537) == (packet(1), (65_537).to_bytes(3, "big"))


def test_a_packet_that_never_came_is_none() -> None:
    assert PacketCache(8).get(3) is None


def test_a_packet_that_was_overwritten_is_none() -> None:
    cache = PacketCache(8)
    put(cache, 3)
    put(cache, 11)
    assert cache.get(3) is None
    assert cache.get(11) is not None
