"""Offers and answers of the synthetic peers, in Chromium's manner; and what is needed of the other side's."""

from typing import Literal

import msgspec
from aiortc import sdp

from benchmarks.island import ADDRESS
from benchmarks.load.transport import FINGERPRINT, Transport

ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
EXTENSIONS = {2: ABS_SEND_TIME, 3: TRANSPORT_CC, 4: MID}

OPUS = 111
VP8 = 96
RTX = 97

Direction = Literal["sendonly", "recvonly", "sendrecv", "inactive"]


class Media(msgspec.Struct, frozen=True):
    """One m-line of ours."""

    kind: Literal["audio", "video"]
    direction: Direction
    ssrc: int = 0  # 0: nothing is sent on it.
    stream: str = "call"  # msid: voice and camera share one, the document has its own.
    mid: str | None = None  # None: its index.
    payload: int | None = None  # None: ours; an answer takes over the offer's.


class Remote(msgspec.Struct, frozen=True):
    """What the other side said of itself."""

    address: tuple[str, int]
    ufrag: str
    password: str
    extensions: dict[str, int]  # Negotiated: URI to id.
    medias: tuple[tuple[str, str, int], ...]  # (kind, mid, first payload type) in order.


def write(transport: Transport, medias: list[Media], *, answer: bool = False) -> str:
    """Return our description. Always `actpass` in an offer and `passive` in an answer: we are the DTLS server."""
    mids = [media.mid if media.mid is not None else str(index) for index, media in enumerate(medias)]
    lines = [
        "v=0",
        "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        f"a=group:BUNDLE {' '.join(mids)}",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS",
    ]
    for mid, media in zip(mids, medias, strict=True):
        payload = media.payload or (OPUS if media.kind == "audio" else VP8)
        rtx = media.kind == "video" and not answer
        lines += [
            f"m={media.kind} 9 UDP/TLS/RTP/SAVPF {payload}" + (f" {RTX}" if rtx else ""),
            "c=IN IP4 0.0.0.0",
            "a=rtcp:9 IN IP4 0.0.0.0",
            f"a=candidate:1 1 udp 2130706431 {ADDRESS} {transport.port} typ host generation 0",
            f"a=ice-ufrag:{transport.ufrag}",
            f"a=ice-pwd:{transport.password}",
            f"a=fingerprint:sha-256 {FINGERPRINT}",
            f"a=setup:{'passive' if answer else 'actpass'}",
            f"a=mid:{mid}",
        ]
        if not answer:
            lines += [f"a=extmap:{number} {uri}" for number, uri in EXTENSIONS.items()]
        lines += [f"a={media.direction}"]
        if media.ssrc:
            lines += [f"a=msid:{media.stream} {media.stream}-{media.kind}"]
        lines += ["a=rtcp-mux", "a=rtcp-rsize"]
        if media.kind == "audio":
            lines += [f"a=rtpmap:{payload} opus/48000/2", f"a=rtcp-fb:{payload} transport-cc"]
            lines += [f"a=fmtp:{payload} minptime=10;useinbandfec=1"]
        else:
            lines += [f"a=rtpmap:{payload} VP8/90000"]
            lines += [f"a=rtcp-fb:{payload} {way}" for way in FEEDBACK]
            if rtx:
                lines += [f"a=rtpmap:{RTX} rtx/90000", f"a=fmtp:{RTX} apt={payload}"]
        if media.ssrc:
            lines += [f"a=ssrc:{media.ssrc} cname:load", f"a=ssrc:{media.ssrc} msid:{media.stream} {media.kind}"]
    return "\r\n".join(lines) + "\r\n"


FEEDBACK = ("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli")


def read(text: str) -> Remote:
    """Return what we need of the server's offer or answer."""
    description = sdp.SessionDescription.parse(text)
    ice = description.media[0].ice
    assert ice is not None
    candidate = next(each for media in description.media for each in media.ice_candidates if each.protocol == "udp")
    return Remote(
        address=(candidate.ip, candidate.port),
        ufrag=ice.usernameFragment or "",
        password=ice.password or "",
        extensions={each.uri: each.id for media in description.media for each in media.rtp.headerExtensions},
        medias=tuple((media.kind, media.rtp.muxId, int(media.fmt[0])) for media in description.media),
    )
