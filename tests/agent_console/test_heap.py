import gc
import weakref
from collections.abc import Iterator

import pytest

from agent_console.heap import freeze_heap


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_stands_is_left_alone_and_what_comes_later_is_collected() -> None:
    before = weakref.ref(Ring())
    freeze_heap()
    assert before() is None, "garbage does not stay for ever"
    assert gc.get_freeze_count() > 0
    later = weakref.ref(Ring())
    gc.collect()
    assert later() is None
