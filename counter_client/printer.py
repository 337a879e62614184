"""
The window's own printer: what the official sends is printed through CUPS, and how it went is reported.

`lp` queues the document, `lpstat` tells how the request and its printer fare. A fault is reported as soon as it is
seen; CUPS keeps the request, so that it is printed when somebody has put paper in, and is then reported as done.
"""

import asyncio
import os
import tempfile

import msgspec
import structlog

from counter_client.core.printing import fault_of, is_queued, is_running, refusal_of, request_of
from counter_client.rest import Declined, Rest
from signaling.protocol.views import PrintFault, PrintJobView, PrintState

POLL_SECONDS = 2.0
COMMAND_SECONDS = 15.0  # A scheduler that hangs is one that is offline.
PATIENCE_SECONDS = 600.0  # After that the clerk decides: the request stays in the printer's own queue.

_log = structlog.get_logger(room="printer")
_jobs = msgspec.json.Decoder(tuple[PrintJobView, ...])


class Faulty(Exception):
    """Nothing was queued; `fault` says why."""

    def __init__(self, fault: PrintFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Printer:
    """One CUPS printer by its queue's name."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def queue(self, title: str, document: bytes) -> str:
        """
        Queue a PDF, and return its request id.

        Raises:
            Faulty: There is no such printer, or no scheduler that answers.
        """
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            await asyncio.to_thread(_write, file.name, document)
            status, said, wrong = await _run("lp", "-d", self.name, "-t", title, file.name)
        request = request_of(said)
        if status != 0 or request is None:
            raise Faulty(await self._why(wrong))
        return request

    async def look(self, request: str) -> tuple[PrintState, PrintFault | None]:
        """Return how a queued request fares."""
        status, said, wrong = await _run("lpstat", "-o", self.name)
        if status != 0:
            return PrintState.FAULT, await self._why(wrong)
        if not is_queued(said, request):
            return PrintState.DONE, None
        _, said, _ = await _run("lpstat", "-l", "-p", self.name)
        fault = fault_of(said)
        return (PrintState.PRINTING, None) if fault is None else (PrintState.FAULT, fault)

    async def _why(self, wrong: str) -> PrintFault:
        """Return why nothing was taken: without a scheduler `lp` of CUPS 2.4 says, too, that there is no printer."""
        fault = refusal_of(wrong)
        if fault is PrintFault.UNKNOWN_PRINTER:
            _, said, _ = await _run("lpstat", "-r")
            return fault if is_running(said) else PrintFault.OFFLINE
        return fault


class Spooler:
    """Prints the window's jobs one after the other, for as long as the client runs."""

    def __init__(self, rest: Rest, printer: Printer, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._rest = rest
        self._printer = printer
        self._poll_seconds = poll_seconds

    async def run(self) -> None:
        """Print what comes, until cancelled."""
        while True:
            for job in await self.waiting():
                await self.print(job)
            await asyncio.sleep(self._poll_seconds)

    async def waiting(self) -> list[PrintJobView]:
        """Return what nobody has begun to print; oldest first."""
        jobs = _jobs.decode(await self._rest.fetch("/api/print-jobs"))
        return [job for job in jobs if job.state is PrintState.WAITING]

    async def print(self, job: PrintJobView) -> None:
        """Print one document, and report every change until it is out or somebody else took it over."""
        try:
            await self._rest.report_print(job.id, PrintState.PRINTING, None)
            document = await self._rest.fetch(f"/api/print-jobs/{job.id}/document.pdf")
            request = await self._printer.queue(job.title.zh, document)
        except Faulty as faulty:
            _log.warning("not_printed", job=job.id, fault=faulty.fault.value)
            await self._report(job, PrintState.FAULT, faulty.fault)
            return
        except Declined as declined:
            _log.warning("not_printed", job=job.id, code=declined.code)
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._follow(job, request)
        except TimeoutError:
            _log.warning("still_queued", job=job.id, request=request)

    async def _follow(self, job: PrintJobView, request: str) -> None:
        told: tuple[PrintState, PrintFault | None] = (PrintState.PRINTING, None)
        while told[0] is not PrintState.DONE:
            state = await self._printer.look(request)
            if state != told and not await self._report(job, *state):
                return
            told = state
            if state[0] is not PrintState.DONE:
                await asyncio.sleep(self._poll_seconds)
        _log.info("printed", job=job.id)

    async def _report(self, job: PrintJobView, state: PrintState, fault: PrintFault | None) -> bool:
        """Return whether the report was taken: a clerk who said meanwhile that it is done is right."""
        try:
            await self._rest.report_print(job.id, state, fault)
        except Declined:
            return False
        return True


def _write(name: str, document: bytes) -> None:
    with open(name, "wb") as file:
        file.write(document)


async def _run(*command: str) -> tuple[int, str, str]:
    """Return exit status, output and errors; a program that is missing or hangs counts as no scheduler."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        return 127, "", "scheduler not responding"
    try:
        async with asyncio.timeout(COMMAND_SECONDS):
            said, wrong = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return 124, "", "scheduler not responding"
    return process.returncode or 0, said.decode(errors="replace"), wrong.decode(errors="replace")
