"""
One offer, one answer: what of a peer's offer the node accepts, and how it says so (RFC 9429, RFC 8843, RFC 8859).

Pure: `transport.aiortc_seam.read_offer` parses the text into an `Offer`; here the plan of the role is laid over it and
the answer written. The node answers `setup:active`, max-bundle, rtcp-mux and ice-lite.
"""

from collections.abc import Mapping, Sequence

import msgspec

from signaling.ports import Refused
from signaling.protocol.codes import Code
from signaling.protocol.media import PLANS, Kind, Line, Track
from signaling.protocol.names import Role

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
VIDEO_ORIENTATION = "urn:3gpp:video-orientation"
MAX_EXTENSION_ID = 14  # One-byte headers only (RFC 8285 §4.2): ours are never longer than 16 bytes.


class Codec(msgspec.Struct, frozen=True):
    """A codec that the node forwards, one a kind. H.264 joins here."""

    name: str  # As rtpmap says it; compared without case.
    clock_rate: int
    channels: int | None
    format: str  # Our fmtp: what we would like to be sent.
    feedback: tuple[str, ...]
    extensions: tuple[str, ...]


CODECS: Mapping[Kind, Codec] = {
    Kind.AUDIO: Codec(
        "opus",
        48000,
        2,
        "minptime=10;useinbandfec=1;usedtx=1",
        ("transport-cc", "nack"),
        (MID, ABS_SEND_TIME, TRANSPORT_CC, AUDIO_LEVEL),
    ),
    Kind.VIDEO: Codec(
        "VP8",
        90000,
        None,
        # kb/s. From Chromium's own 300 a first key frame is paced over 50 ms; its estimate corrects us soon.
        "x-google-start-bitrate=1200",
        ("transport-cc", "ccm fir", "nack", "nack pli", "goog-remb"),
        (MID, ABS_SEND_TIME, TRANSPORT_CC, VIDEO_ORIENTATION),
    ),
}


class OfferedCodec(msgspec.Struct, frozen=True):
    """One payload type of an offered m-line."""

    payload_type: int
    name: str
    clock_rate: int
    channels: int | None
    feedback: frozenset[str]
    apt: int | None  # The payload type that an rtx repairs (RFC 4588 §8.6).


class OfferedLine(msgspec.Struct, frozen=True):
    """One m-line of an offer, as its peer sees it."""

    kind: str
    mid: str
    profile: str
    sends: bool
    receives: bool
    rtcp_mux: bool
    codecs: tuple[OfferedCodec, ...]
    extensions: Mapping[str, int]
    ssrcs: tuple[int, ...]
    repairs: Mapping[int, int]  # RTX SSRC to the SSRC it repairs (ssrc-group FID, RFC 5576 §4.2).


class Fingerprint(msgspec.Struct, frozen=True):
    """A certificate's digest (RFC 8122 §5)."""

    algorithm: str
    value: str


class Offer(msgspec.Struct, frozen=True):
    """An offer, as far as it concerns us. Remote candidates are no part of it: an ICE-lite agent needs none."""

    ufrag: str
    setup: str
    fingerprints: tuple[Fingerprint, ...]
    bundle: tuple[str, ...]
    lines: tuple[OfferedLine, ...]


class AgreedLine(msgspec.Struct, frozen=True):
    """One m-line as agreed, as the node sees it."""

    index: int  # In the plan.
    plan: Line
    mid: str
    codec: Codec
    payload_type: int
    rtx_payload_type: int | None
    receives: bool  # The node receives: the peer publishes here.
    sends: bool
    feedback: tuple[str, ...]
    extensions: Mapping[str, int]
    ssrcs: tuple[int, ...]
    repairs: Mapping[int, int]


class Candidate(msgspec.Struct, frozen=True):
    """A host candidate of the node: UDP only."""

    address: str
    port: int


class Local(msgspec.Struct, frozen=True):
    """The node's side of an answer."""

    ufrag: str
    password: str
    fingerprint: Fingerprint
    candidates: tuple[Candidate, ...]
    session_id: int  # For the o= line; below 2^62 (RFC 9429 §5.2.1).


def agree(offer: Offer, role: Role) -> tuple[AgreedLine, ...]:
    """
    Lay the role's plan over its offer.

    Raises:
        Refused: offer-invalid: the m-lines are not those of the plan by kind and number, or lack what the node needs:
            BUNDLE over all, rtcp-mux, DTLS-SRTP with the node as client, the kind's codec.
    """
    plan = PLANS[role]
    mids = [line.mid for line in offer.lines]
    if len(offer.lines) != len(plan) or len(set(mids)) != len(mids):
        raise Refused(Code.OFFER_INVALID, reason="m-lines")
    if set(offer.bundle) != set(mids):
        raise Refused(Code.OFFER_INVALID, reason="bundle")
    if offer.setup not in ("actpass", "passive"):
        raise Refused(Code.OFFER_INVALID, reason="setup")
    return tuple(_agree_line(index, *pair) for index, pair in enumerate(zip(plan, offer.lines, strict=True)))


def _agree_line(index: int, plan: Line, offered: OfferedLine) -> AgreedLine:
    if offered.kind != plan.kind or offered.profile != "UDP/TLS/RTP/SAVPF" or not offered.rtcp_mux:
        raise Refused(Code.OFFER_INVALID, reason="m-line", line=index)
    codec = CODECS[plan.kind]
    matching = [
        one
        for one in offered.codecs
        if (one.name.lower(), one.clock_rate) == (codec.name.lower(), codec.clock_rate)
        and one.channels == codec.channels
    ]
    if not matching:
        raise Refused(Code.OFFER_INVALID, reason="codec", line=index)
    chosen = matching[0]
    receives = plan.sends is not None and offered.sends
    rtx = [one.payload_type for one in offered.codecs if one.name.lower() == "rtx" and one.apt == chosen.payload_type]
    extensions = {
        uri: offered.extensions[uri]
        for uri in codec.extensions
        # Where the node only sends it wants REMB back, and Chromium chooses by the extension.
        if uri in offered.extensions and (receives or uri != TRANSPORT_CC)
    }
    if any(not 0 < number <= MAX_EXTENSION_ID for number in extensions.values()):
        raise Refused(Code.OFFER_INVALID, reason="extmap", line=index)
    return AgreedLine(
        index=index,
        plan=plan,
        mid=offered.mid,
        codec=codec,
        payload_type=chosen.payload_type,
        rtx_payload_type=rtx[0] if rtx and receives else None,
        receives=receives,
        sends=plan.receives is not None and offered.receives,
        feedback=tuple(one for one in codec.feedback if one in chosen.feedback and (receives or one != "transport-cc")),
        extensions=extensions,
        ssrcs=offered.ssrcs,
        repairs=offered.repairs,
    )


def write_answer(lines: Sequence[AgreedLine], local: Local, ssrcs: Mapping[int, int]) -> str:
    """
    Return the answer's text.

    Args:
        ssrcs: The node's own SSRC for each line (by index) on which it sends.
    """
    text = [
        "v=0",
        f"o=- {local.session_id} 1 IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        f"a=group:BUNDLE {' '.join(line.mid for line in lines)}",
        "a=msid-semantic: WMS *",
    ]
    for line in lines:
        text += _line_text(line, local, ssrcs.get(line.index))
    return "\r\n".join(text) + "\r\n"


def _line_text(line: AgreedLine, local: Local, ssrc: int | None) -> list[str]:
    formats = [line.payload_type] if line.rtx_payload_type is None else [line.payload_type, line.rtx_payload_type]
    text = [
        f"m={line.plan.kind} 9 UDP/TLS/RTP/SAVPF {' '.join(map(str, formats))}",
        "c=IN IP4 0.0.0.0",
        f"a=ice-ufrag:{local.ufrag}",
        f"a=ice-pwd:{local.password}",
        f"a=fingerprint:{local.fingerprint.algorithm} {local.fingerprint.value}",
        "a=setup:active",
        f"a=mid:{line.mid}",
        *(f"a=extmap:{number} {uri}" for uri, number in line.extensions.items()),
        f"a={_direction(line)}",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        _rtpmap(line.payload_type, line.codec),
        *(f"a=rtcp-fb:{line.payload_type} {one}" for one in line.feedback),
    ]
    if line.codec.format:
        text.append(f"a=fmtp:{line.payload_type} {line.codec.format}")
    if line.rtx_payload_type is not None:
        text.append(f"a=rtpmap:{line.rtx_payload_type} rtx/{line.codec.clock_rate}")
        text.append(f"a=fmtp:{line.rtx_payload_type} apt={line.payload_type}")
    source = line.plan.receives
    if ssrc is not None and source is not None:
        # Voice and camera share one msid, so that a browser keeps them in step; the document has its own.
        stream = f"{source.role}-document" if source.track is Track.DOCUMENT else f"{source.role}"
        text.append(f"a=msid:{stream} {source.role}-{source.track}")
        text.append(f"a=ssrc:{ssrc} cname:{source.role}")
    # RFC 8843 §7.1.2 wants them in the tagged m-section only, but aiortc keeps those of the last section it reads.
    text += [
        f"a=candidate:{number} 1 udp {_priority(number)} {one.address} {one.port} typ host"
        for number, one in enumerate(local.candidates, 1)
    ]
    text.append("a=end-of-candidates")
    return text


def _direction(line: AgreedLine) -> str:
    if line.sends:
        return "sendrecv" if line.receives else "sendonly"
    return "recvonly" if line.receives else "inactive"


def _rtpmap(payload_type: int, codec: Codec) -> str:
    channels = "" if codec.channels is None else f"/{codec.channels}"
    return f"a=rtpmap:{payload_type} {codec.name}/{codec.clock_rate}{channels}"


def _priority(number: int) -> int:
    """Return the priority of the number-th host candidate (RFC 8445 §5.1.2.1): the settings' order is preference."""
    return (126 << 24) + ((65535 - number) << 8) + 255
