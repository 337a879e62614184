"""Claims about the buffers."""

from pylibsrtp._binding import ffi

from media.transport.arena import MAX_DATAGRAM, SLOT, SLOTS, Arena


def test_each_slot_is_the_same_memory_for_c_and_python() -> None:
    arena = Arena()
    for slot in (0, 1, SLOTS - 1):
        ffi.memmove(arena.pointers[slot], b"slot", 4)
        assert arena.buffer[slot * SLOT : slot * SLOT + 4] == b"slot"
        assert arena.view[slot * SLOT] == ord("s")
    assert int(ffi.cast("uintptr_t", arena.pointers[1])) == arena.base + SLOT


def test_the_largest_datagram_fits_with_its_largest_trailer() -> None:
    assert MAX_DATAGRAM + 16 + 128 <= SLOT
