"""Work that goes on after its request was answered: reading a page, making a notice. Each chore has one owner: this."""

import asyncio
from collections.abc import Coroutine

from signaling.log import get

log = get("chores")


class Chores:
    """Tasks that are cancelled together. What one of them leaves undone is found again in the database at start."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._lasting: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None], name: str, *, lasting: bool = False) -> None:
        """
        Begin a piece of work. A bug in it is logged, and ends nothing else.

        Args:
            lasting: It goes on until `close`, and `idle` does not wait for it.
        """
        task = asyncio.get_running_loop().create_task(work, name=name)
        (self._lasting if lasting else self._tasks).add(task)
        task.add_done_callback(self._done)

    async def idle(self) -> None:
        """Wait until no work is left that ends by itself."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Cancel what still runs. Idempotent."""
        tasks = self._tasks | self._lasting
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._lasting.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("chore_failed", chore=task.get_name(), exc_info=error)
