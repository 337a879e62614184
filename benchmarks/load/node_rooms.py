"""Rooms of our media node: a window that publishes, an official and supervisors that subscribe."""

import base64
import secrets
import time

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.load import sdp
from benchmarks.load.peer import Peer
from benchmarks.load.streams import CAMERA, DOCUMENT, VOICE, Stream
from benchmarks.load.transport import random_ssrc
from signaling.protocol.media import PLANS, Grant, Line, Track
from signaling.protocol.names import PeerId, Role, SessionId

GRANT_SECONDS = 60.0
NODE = "benchmark"
STREAMS: dict[Track, Stream] = {Track.VOICE: VOICE, Track.CAMERA: CAMERA, Track.DOCUMENT: DOCUMENT}


class NodeRooms:
    """Opens sessions by the node's HTTP resource, with grants signed here in the desk's place."""

    def __init__(self, http: httpx.AsyncClient, key: Ed25519PrivateKey) -> None:
        self._http = http
        self._key = key

    async def open(self, subscribers: int, *, real: bool, record: bool) -> list[Peer]:
        """
        Return the peers of a new session: a window, an official, and supervisors beyond the first subscriber.

        Args:
            subscribers: Who gets the window's pictures.
            real: Voice and camera both ways, and the window's document; else the window's camera only.
            record: From the first packet on.
        """
        session = SessionId(secrets.token_hex(8))
        sends = set(Track) if real else {Track.CAMERA}
        peers = [await self._join(session, Role.WINDOW, sends)]
        peers += [await self._join(session, Role.OFFICIAL, {Track.VOICE, Track.CAMERA} if real else set())]
        peers += [await self._join(session, Role.SUPERVISOR, set()) for _ in range(subscribers - 1)]
        if record:
            (await self._http.post(f"/benchmark/record/{session}")).raise_for_status()
        return peers

    async def _join(self, session: SessionId, role: Role, sends: set[Track]) -> Peer:
        peer = Peer()
        medias = [_media(line) for line in PLANS[role]]
        grant = sign_grant(session, role, self._key)
        answer = await self._http.post(
            "/media/peers",
            content=sdp.write(peer.transport, medias),
            headers={"Authorization": f"Bearer {grant}", "Content-Type": "application/sdp"},
        )
        answer.raise_for_status()
        remote = sdp.read(answer.text)
        await peer.transport.connect(remote.address, remote.ufrag, remote.password, controlling=True)
        for line, media in zip(PLANS[role], medias, strict=True):
            if line.sends in sends and line.sends is not None:
                peer.send(STREAMS[line.sends], media.ssrc, sdp.OPUS if media.kind == "audio" else sdp.VP8, remote)
        return peer


def _media(line: Line) -> sdp.Media:
    if line.sends is None:
        return sdp.Media(line.kind.value, "recvonly")
    stream = "document" if line.sends is Track.DOCUMENT else "call"
    return sdp.Media(line.kind.value, "sendrecv" if line.receives else "sendonly", random_ssrc(), stream)


def sign_grant(session: SessionId, role: Role, key: Ed25519PrivateKey) -> str:
    """Return a grant for one peer, as the desk signs it."""
    grant = Grant(
        id=secrets.token_urlsafe(16),
        session=session,
        peer=PeerId(secrets.token_hex(8)),
        role=role,
        node=NODE,
        expires=time.time() + GRANT_SECONDS,
    )
    claims = _unpadded(msgspec.json.encode(grant))
    return f"{claims}.{_unpadded(key.sign(claims.encode()))}"


def _unpadded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()
