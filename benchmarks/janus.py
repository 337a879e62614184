"""Debian's Janus as the yardstick: started on free ports from a folder of its own, spoken to over WebSocket."""

import asyncio
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import msgspec
import websockets

from benchmarks.island import ADDRESS

VIDEOROOM = "janus.plugin.videoroom"
KEEPALIVE_SECONDS = 20.0
ANSWER_SECONDS = 15.0

# What differs from Debian's own /etc/janus: folders, loopback only, and no transports or plugins but the two used.
CONFIGURATION = """
general: {{
    configs_folder = "{folder}"
    plugins_folder = "{library}/plugins"
    transports_folder = "{library}/transports"
    events_folder = "{folder}/none"
    loggers_folder = "{folder}/none"
    debug_level = 4
    {more}
}}
certificates: {{ }}
media: {{ }}
nat: {{ ice_enforce_list = "{address}", ignore_mdns = true }}
plugins: {{ disable = "{other_plugins}" }}
transports: {{ disable = "{other_transports}" }}
"""
WEBSOCKETS = """
general: {{ json = "compact", ws = true, ws_port = {port}, ws_ip = "127.0.0.1", wss = false }}
admin: {{ admin_ws = false }}
"""


class JanusFailed(Exception):
    """Janus did not start, did not answer, or answered with an error."""


class Server(msgspec.Struct, frozen=True):
    """A running Janus."""

    pid: int
    url: str


@asynccontextmanager
async def running(*, event_loops: int = 0) -> AsyncIterator[Server]:
    """Start Janus; `event_loops` as in janus.jcfg, 0 as installed (a thread per peer)."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="janus-") as folder:
        process = _start(Path(folder), port, event_loops)
        try:
            await _listening(port, process, Path(folder))
            yield Server(pid=process.pid, url=f"ws://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait()


def _start(folder: Path, port: int, event_loops: int) -> subprocess.Popen[bytes]:
    library = next((path for path in Path("/usr/lib").glob("*/janus")), None)
    program = shutil.which("janus")
    if library is None or program is None:
        raise JanusFailed("the Debian package janus is not installed")
    text = CONFIGURATION.format(
        folder=folder,
        library=library,
        address=ADDRESS,
        more=f"event_loops = {event_loops}" if event_loops else "",
        other_plugins=",".join(p.name for p in library.glob("plugins/*.so") if "videoroom" not in p.name),
        other_transports=",".join(p.name for p in library.glob("transports/*.so") if "websockets" not in p.name),
    )
    (folder / "janus.jcfg").write_text(text)
    (folder / "janus.transport.websockets.jcfg").write_text(WEBSOCKETS.format(port=port))
    (folder / "janus.plugin.videoroom.jcfg").write_text("general: { }\n")
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(
            [program, "-F", str(folder), "-C", str(folder / "janus.jcfg"), "-o"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _listening(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise JanusFailed(f"Janus ended: {(folder / 'log').read_text()[-2000:]}")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            await writer.wait_closed()
            return
    raise JanusFailed("Janus does not listen")


# -- Its API -------------------------------------------------------------------------------------


class Jsep(msgspec.Struct, frozen=True):
    """An offer or an answer."""

    type: Literal["offer", "answer"]
    sdp: str


class _Created(msgspec.Struct, frozen=True):
    id: int


class RoomData(msgspec.Struct, frozen=True):
    """What of the VideoRoom's answers we need."""

    videoroom: str = ""
    id: int = 0  # The publisher's, on joining.
    error: str | None = None


class _PluginData(msgspec.Struct, frozen=True):
    data: RoomData


class _Error(msgspec.Struct, frozen=True):
    reason: str


class Answer(msgspec.Struct, frozen=True):
    """One message of Janus."""

    janus: str
    transaction: str | None = None
    data: _Created | None = None
    plugindata: _PluginData | None = None
    jsep: Jsep | None = None
    error: _Error | None = None
    sender: int = 0  # The handle that an event is about.

    @property
    def room(self) -> RoomData:
        """The plugin's part."""
        return self.plugindata.data if self.plugindata else RoomData()


class Api:
    """One session over one WebSocket; used as a context manager by `connected`."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._up: dict[int, asyncio.Event] = {}
        self._session = 0

    async def open(self) -> None:
        """Create the session that all handles live in."""
        created = await self._ask({"janus": "create"})
        assert created.data is not None
        self._session = created.data.id

    async def attach(self) -> int:
        """Return a new handle of the VideoRoom plugin."""
        created = await self._ask({"janus": "attach", "plugin": VIDEOROOM})
        assert created.data is not None
        self._up[created.data.id] = asyncio.Event()
        return created.data.id

    async def connected(self, handle: int) -> None:
        """Return once Janus has this handle's media up; before, nobody can subscribe to it."""
        async with asyncio.timeout(ANSWER_SECONDS):
            await self._up[handle].wait()

    async def say(self, handle: int, body: dict[str, object], jsep: Jsep | None = None) -> Answer:
        """Send one request to the plugin and return what it answered, past the acknowledgement."""
        message: dict[str, object] = {"janus": "message", "handle_id": handle, "body": body}
        if jsep is not None:
            message["jsep"] = jsep
        answer = await self._ask(message)
        if answer.room.error is not None:
            raise JanusFailed(answer.room.error)
        return answer

    async def create_room(self, room: int, **settings: object) -> None:
        """Create a room. Without transport-cc, which is the cheaper way for Janus."""
        handle = await self.attach()
        plain = {"request": "create", "room": room, "publishers": 6, "videocodec": "vp8", "audiocodec": "opus"}
        await self.say(handle, {**plain, "transport_wide_cc_ext": False, **settings})

    async def listen(self) -> None:
        """Hand answers to those who wait for them, until the socket closes."""
        async for text in self._socket:
            answer = msgspec.json.decode(text, type=Answer)
            if answer.janus == "webrtcup":
                self._up[answer.sender].set()
            waiting = self._waiting.get(answer.transaction or "")
            if waiting is not None and not waiting.done() and answer.janus != "ack":
                waiting.set_result(answer)

    async def keep_alive(self) -> None:
        """Say every now and then that the session is still wanted."""
        while True:
            await asyncio.sleep(KEEPALIVE_SECONDS)
            # Answered by a bare "ack", which nobody needs to wait for.
            await self._socket.send(self._encode({"janus": "keepalive"}, secrets.token_hex(6)))

    async def _ask(self, message: dict[str, object]) -> Answer:
        transaction = secrets.token_hex(6)
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[transaction] = waiting
        try:
            await self._socket.send(self._encode(message, transaction))
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await waiting
        finally:
            del self._waiting[transaction]
        if answer.error is not None:
            raise JanusFailed(answer.error.reason)
        return answer

    def _encode(self, message: dict[str, object], transaction: str) -> str:
        session = {"session_id": self._session} if self._session else {}
        return msgspec.json.encode({**message, **session, "transaction": transaction}).decode()


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Api]:
    """Open a session at a running Janus."""
    async with websockets.connect(
        url, subprotocols=[websockets.Subprotocol("janus-protocol")], compression=None, max_size=None
    ) as connection:
        api = Api(connection)
        tasks = [asyncio.ensure_future(api.listen()), asyncio.ensure_future(api.keep_alive())]
        try:
            await api.open()
            yield api
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
