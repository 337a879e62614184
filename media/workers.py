"""
A pool of worker processes for what must not run beside the packets: decoders, remux, PDF.

Each call has a limit of time and of memory. A worker that exceeds one, or dies, takes nothing else with it: the caller
gets a `WorkerFailed`, and a fresh process serves the next call. Every process belongs to one thread of the pool, which
hands it one call after another and waits; so nothing polls, and the event loop (asyncio or uvloop) is never held up.
"""

import asyncio
import ctypes
import importlib
import multiprocessing
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar, TypeVarTuple

import structlog

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MEMORY_BYTES = 2 * 1024**3
START_SECONDS = 60.0
MAX_WAITING = 256
_NICENESS = 10
_PR_SET_PDEATHSIG = 1

log = structlog.get_logger(room="workers")


class WorkerFailed(Exception):
    """
    The call gave no result. The message tells why; the worker's traceback, where there is one, is in the log.

        WorkerFailed
        ├── WorkerTimeout   the call outlived its time limit and was killed
        └── WorkersBusy     too many calls wait already; this one was not begun
    """


class WorkerTimeout(WorkerFailed):
    """The call outlived its time limit; its process was killed."""


class WorkersBusy(WorkerFailed):
    """`MAX_WAITING` calls wait already. The caller says so to its client, who may try again."""


class _Ending(Exception):
    """The worker ended before it answered."""


@dataclass(frozen=True)
class _Job(Generic[*Ts, T]):
    function: Callable[[*Ts], T]
    args: tuple[*Ts]
    memory_bytes: int
    raises: tuple[type[Exception], ...]


@dataclass(frozen=True)
class _Returned(Generic[T]):
    value: T


@dataclass(frozen=True)
class _Raised:
    error: Exception


@dataclass(frozen=True)
class _Failed:
    traceback: str


_Outcome = _Returned[T] | _Raised | _Failed


class Workers:
    """
    Worker processes, spawned when first needed and replaced when they die.

    Args:
        processes: How many calls may run at once.
        preload: Names of modules that each worker imports as it starts, so that no call waits for an import.
    """

    def __init__(self, processes: int = 2, preload: Sequence[str] = ()) -> None:
        self._preload = tuple(preload)
        self._processes = processes
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="worker")
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._waiting = 0
        self._closed = False

    async def start(self) -> None:
        """Spawn every worker now rather than at the first calls."""
        loop = asyncio.get_running_loop()
        # Each thread waits for the others: else one thread would take all of these jobs, and one worker would start.
        together = threading.Barrier(self._processes)

        def spawn() -> None:
            together.wait(START_SECONDS)
            self._worker()

        await asyncio.gather(*(loop.run_in_executor(self._threads, spawn) for _ in range(self._processes)))

    async def run(
        self,
        function: Callable[[*Ts], T],
        *args: *Ts,
        timeout_seconds: float,
        memory_bytes: int = MEMORY_BYTES,
        raises: tuple[type[Exception], ...] = (),
    ) -> T:
        """
        Return `function(*args)`, computed in a worker process.

        Function, arguments, result and exceptions cross by pickle: the function is one of a module's own. A cancelled
        caller stops waiting; the call itself goes on to its end or limit.

        Args:
            timeout_seconds: From when the worker takes the call; waiting for a free worker does not count.
            memory_bytes: Limit of the worker's writable memory (RLIMIT_DATA), what it has imported included.
            raises: Exceptions that the function declares; they come back as they are.

        Raises:
            WorkerTimeout: The limit passed.
            WorkersBusy: Too many calls wait.
            WorkerFailed: The worker died, or the function raised what it had not declared (out of memory included).
        """
        if self._closed:
            raise WorkerFailed("the workers are closed")
        if self._waiting >= MAX_WAITING + self._processes:
            raise WorkersBusy(f"{MAX_WAITING} calls wait already")
        self._waiting += 1
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._threads, self._call, function, args, timeout_seconds, memory_bytes, raises)
        future.add_done_callback(self._done)
        return await future

    async def close(self) -> None:
        """Kill the workers; calls that still run end as `WorkerFailed`. Idempotent."""
        self._closed = True
        self._kill_all()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self._kill_all()

    def _done(self, _: asyncio.Future[T]) -> None:
        self._waiting -= 1

    def _kill_all(self) -> None:
        with self._lock:
            doomed, self._all = self._all, set()
        for worker in doomed:
            worker.kill()

    def _worker(self) -> "_Worker":
        """Return the calling thread's own worker, spawned if it has none that lives."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None or not worker.alive():
            if worker is not None:
                self._discard()
            worker = _Worker(self._preload)
            with self._lock:
                self._all.add(worker)
            self._mine.worker = worker
            worker.wait_ready()
        if self._closed:
            raise _Ending("the workers are closed")
        return worker

    def _discard(self) -> None:
        """Kill the calling thread's worker, if it has one."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            return
        self._mine.worker = None
        with self._lock:
            self._all.discard(worker)
        worker.kill()

    def _call(
        self,
        function: Callable[[*Ts], T],
        args: tuple[*Ts],
        timeout_seconds: float,
        memory_bytes: int,
        raises: tuple[type[Exception], ...],
    ) -> T:
        if self._closed:
            raise WorkerFailed("the workers are closed")
        name = f"{function.__module__}.{function.__qualname__}"
        try:
            worker = self._worker()
            outcome = worker.ask(_Job(function, args, memory_bytes, raises), timeout_seconds)
        except TimeoutError:
            self._discard()
            log.warning("worker_timeout", function=name, seconds=timeout_seconds)
            raise WorkerTimeout(f"{name} took more than {timeout_seconds:g} s") from None
        except _Ending as ending:
            self._discard()
            if not self._closed:  # Otherwise it was killed by `close`.
                log.warning("worker_died", function=name, how=str(ending))
            raise WorkerFailed(f"{name}: {ending}") from None
        match outcome:
            case _Returned(value):
                return value
            case _Raised(error):
                raise error
            case _Failed(text):
                self._discard()
                log.warning("worker_failed", function=name, traceback=text)
                raise WorkerFailed(f"{name}: {text.rstrip().splitlines()[-1]}")


class _Worker:
    """One process and the parent's end of its pipe; used by one thread at a time."""

    def __init__(self, preload: tuple[str, ...]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, os.getpid(), preload), name="remote-counter-worker", daemon=True
        )
        self._process.start()
        theirs.close()

    def wait_ready(self) -> None:
        """Wait until the process has imported what it needs. Raises TimeoutError or _Ending."""
        self._receive(START_SECONDS)

    def ask(self, job: "_Job[*Ts, T]", timeout_seconds: float) -> "_Outcome[T]":
        """Hand a job over and return its outcome. Raises TimeoutError or _Ending."""
        try:
            self._pipe.send(job)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._ending() from error
        outcome: _Outcome[T] = self._receive(timeout_seconds)
        return outcome

    def _receive(self, timeout_seconds: float) -> Any:
        # Whatever pickle brings has no type; the callers say what it must be.
        try:
            # Readable is also a pipe whose other end is gone: `recv` tells which.
            if not self._pipe.poll(timeout_seconds):
                raise TimeoutError
            return self._pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            raise self._ending() from error

    def _ending(self) -> _Ending:
        self._process.join(5.0)
        return _Ending(f"the worker ended with exit code {self._process.exitcode}")

    def alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        """Kill the process and reap it. The pipe closes with it: a thread that waits on it wakes at its end of file."""
        self._process.kill()
        self._process.join(5.0)


def _serve(pipe: Connection, parent: int, preload: tuple[str, ...]) -> None:
    """Answer calls until the pipe ends. Runs in the worker process."""
    _die_with(parent)
    # Ctrl-C, and a service manager's SIGTERM, go to the whole group; the parent decides when its workers end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # The packets of a call come before the reading of a page.
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for module in preload:
        importlib.import_module(module)
    pipe.send("ready")
    while True:
        try:
            job: _Job[*tuple[object, ...], object] = pipe.recv()
        except EOFError:
            return
        resource.setrlimit(resource.RLIMIT_DATA, (job.memory_bytes, resource.RLIM_INFINITY))
        try:
            outcome: _Outcome[object] = _Returned(job.function(*job.args))
        except job.raises as error:
            outcome = _Raised(error)
        except BaseException:
            # A bug, or no memory: nobody knows this process's state now, so it ends and the next call gets another.
            resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            pipe.send(_Failed(traceback.format_exc()))
            raise
        pipe.send(outcome)


def _die_with(parent: int) -> None:
    """
    Ask the kernel to kill this process when the thread that spawned it ends, kill -9 of its process included.

    The pipe's end would tell an idle worker, but not one in the middle of a call (prctl(2), PR_SET_PDEATHSIG).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # It died before the request was made.
        os._exit(1)
