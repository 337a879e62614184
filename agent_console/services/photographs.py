"""Photographs of papers, looked at before anybody sets out; nothing of them is kept."""

import asyncio

from agent_console.api.bodies.places import PhotographCheck
from agent_console.core.bucket import Bucket, full, take
from media.scan.header import ImageInvalid, ImageTooLarge, read_header
from media.scan.read import Scan, read_still
from media.workers import WorkerFailed, Workers, WorkersBusy
from signaling.clock import Clock
from signaling.core.refusal import Refused
from signaling.protocol.case_views import PageProblem
from signaling.protocol.codes import Code

BURST = 12  # A checklist's papers, some of them twice.
PER_SECOND = 0.2
READ_SECONDS = 10.0
AT_ONCE = 2  # A page in a session must not wait behind the whole town.
_REMEMBERED = 10_000  # Addresses.


class Photographs:
    """Checks photographs, so many of each address and so many at once."""

    def __init__(self, workers: Workers, clock: Clock) -> None:
        self._workers = workers
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}
        self._running = asyncio.Semaphore(AT_ONCE)

    def admit(self, address: str) -> None:
        """
        Count a request, before its body is read.

        Raises:
            Refused: too-many-attempts; busy, where others are being looked at.
        """
        now = self._clock.monotonic()
        if len(self._buckets) >= _REMEMBERED:
            self._buckets = {
                each: bucket for each, bucket in self._buckets.items() if not full(bucket, now, BURST, PER_SECOND)
            }
            if len(self._buckets) >= _REMEMBERED:
                raise Refused(Code.BUSY)
        self._buckets[address], allowed = take(self._buckets.get(address), now, BURST, PER_SECOND)
        if not allowed:
            raise Refused(Code.TOO_MANY_ATTEMPTS, minutes=1)
        if self._running.locked():
            raise Refused(Code.BUSY)

    async def check(self, content: bytes) -> PhotographCheck:
        """
        Tell what is to be mended about a photograph.

        Raises:
            Refused: image-invalid, image-too-large; busy.
        """
        async with self._running:
            try:
                header = await asyncio.to_thread(read_header, content)
            except ImageTooLarge as error:
                raise Refused(Code.IMAGE_TOO_LARGE) from error
            except ImageInvalid as error:
                raise Refused(Code.IMAGE_INVALID) from error
            try:
                scan = await self._workers.run(
                    read_still, content, timeout_seconds=READ_SECONDS, raises=(ImageInvalid,)
                )
            except WorkersBusy as error:
                raise Refused(Code.BUSY) from error
            except (ImageInvalid, WorkerFailed):
                return PhotographCheck((PageProblem.IMAGE_INVALID,), header.width, header.height, 0.0)
        return _told(scan)


def _told(scan: Scan) -> PhotographCheck:
    return PhotographCheck(
        tuple(PageProblem(problem) for problem in scan.problems), scan.width, scan.height, scan.sharpness
    )
