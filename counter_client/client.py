"""The edge of the window: socket, HTTP, media, document camera and time round the state machine of core/window.py."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Protocol, assert_never

import structlog

from counter_client import signature
from counter_client.call import Call
from counter_client.core.effects import (
    AgreeToReuse,
    ClearDesk,
    ConfirmCase,
    Effect,
    Heard,
    JoinPeer,
    LayPaper,
    LeavePeer,
    Pause,
    Redial,
    Rested,
    Send,
    SignCase,
    StillFailed,
    Stop,
    TakeStill,
)
from counter_client.core.state import Window
from counter_client.core.window import hear
from counter_client.devices import DeviceUnusable, DocumentCamera
from counter_client.peer import Listener, Sources
from counter_client.rest import Declined, Rest
from counter_client.websocket import Socket
from signaling.protocol.messages import Refused, ServerFrame
from signaling.protocol.names import CaseId

_STILL_SECONDS = 120.0  # Until a still is given up: longer than a server's restart, shorter than anybody's patience.
_log = structlog.get_logger(room="counter_client")


class Stopped(Exception):
    """There is nothing more to do; the message says why."""


class Watcher(Protocol):
    """Who wants to know how the window fares: a log, a test."""

    def __call__(self, before: Window, after: Window) -> None: ...


class Client:
    """One window at work. `document` also takes the stills; without it they are declined."""

    def __init__(
        self,
        rest: Rest,
        window: Window,
        sources: Sources,
        document: DocumentCamera | None,
        *,
        listen: Listener | None = None,
        watch: bool = True,
        watcher: Watcher | None = None,
    ) -> None:
        self.window = window
        self._rest = rest
        self._document = document
        self._watcher = watcher
        self._socket = Socket(rest, self._hear)
        self._call = Call(rest, sources, self._hear, listen=listen, watch=watch)
        self._tasks: asyncio.TaskGroup | None = None
        self._of_session: set[asyncio.Task[None]] = set()
        self._stopping: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def run(self) -> str:
        """Work until there is nothing more to do; return why."""
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._tasks.create_task(self._keep_socket())
                self._tasks.create_task(self._until_stopped())
        except* Stopped:
            pass
        finally:
            await self._call.leave()
        return self._stopping.result()

    def stop(self, reason: str) -> None:
        """Let `run` return. Idempotent."""
        if not self._stopping.done():
            self._stopping.set_result(reason)

    async def _keep_socket(self) -> None:
        self.stop(await self._socket.run())

    async def _until_stopped(self) -> None:
        raise Stopped(await self._stopping)

    def _hear(self, heard: ServerFrame | Heard) -> None:
        if self._stopping.done():
            return
        before = self.window
        self.window, effects = hear(self.window, heard)
        if isinstance(heard, Refused):
            _log.warning("refused", code=heard.code.value)
        if self._watcher is not None:
            self._watcher(before, self.window)
        for effect in effects:
            self._do(effect)

    def _do(self, effect: Effect) -> None:
        match effect:
            case Send(frame):
                self._socket.send(frame)
            case Pause(key, seconds):
                asyncio.get_running_loop().call_later(seconds, self._hear, Rested(key))
            case JoinPeer(session, grant, url):
                self._call.join(session, url, grant)
            case LeavePeer():
                for task in self._of_session:
                    task.cancel()
                self._spawn(self._call.leave())
            case LayPaper():
                self._lay(effect)
            case ClearDesk():
                if self._document is not None:
                    self._document.clear(time.monotonic())
            case TakeStill():
                self._in_session(self._take_still(effect))
            case SignCase() | ConfirmCase():
                self._in_session(self._act(effect))
            case AgreeToReuse(case):
                self._in_session(self._agree(case))
            case Redial():
                self._socket.redial()
            case Stop(reason):
                self.stop(reason)
            case _:
                assert_never(effect)

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        assert self._tasks is not None, "effects come only while the client runs"
        return self._tasks.create_task(work)

    def _in_session(self, work: Coroutine[object, object, None]) -> None:
        """Start a work that ends with the session."""
        task = self._spawn(work)
        self._of_session.add(task)
        task.add_done_callback(self._of_session.discard)

    def _lay(self, paper: LayPaper) -> None:
        if self._document is not None:
            self._document.lay(paper.name, paper.owner, paper.turn, time.monotonic())

    async def _take_still(self, asked: TakeStill) -> None:
        if self._document is None:
            self._hear(StillFailed(asked.session, asked.still, "no-camera"))
            return
        if asked.paper is not None:
            self._lay(asked.paper)
        await asyncio.sleep(max(0.0, self._document.settled_at() - time.monotonic()))
        try:
            page = await asyncio.to_thread(self._document.still, time.monotonic())
        except DeviceUnusable as broken:
            _log.warning("still_failed", problem=str(broken))
            self._hear(StillFailed(asked.session, asked.still, "capture-failed"))
            return
        try:
            async with asyncio.timeout(_STILL_SECONDS):
                receipt = await self._rest.upload(asked.case, asked.still, page)
        except (Declined, TimeoutError) as declined:
            _log.warning("upload_failed", reason=str(declined))
            self._hear(StillFailed(asked.session, asked.still, "upload-failed"))
            return
        _log.info("still_received", sha256=receipt.hash[:12], size=receipt.size)

    async def _agree(self, case: CaseId) -> None:
        try:
            await self._rest.agree_to_reuse(case)
        except Declined as declined:
            _log.warning("declined", action="reuse-consent", code=declined.code)

    async def _act(self, deed: SignCase | ConfirmCase) -> None:
        command: dict[str, object] = {"version": deed.version, "summaryHash": deed.summary_hash}
        match deed:
            case SignCase():
                command |= {"action": "sign", "strokes": signature.write(deed.case)}
            case ConfirmCase():
                command |= {"action": "confirm"}
        try:
            await self._rest.act(deed.case, command, deed.key)
        except Declined as declined:
            # A newer version of the case is on its way to us, and with it a new intent.
            _log.warning("declined", action=str(command["action"]), code=declined.code)
        else:
            _log.info("done", action=str(command["action"]))
