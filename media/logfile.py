"""
The file of one segment of a packet log: a plain header, then sealed chunks.

    header   "RCLOG\\x01"  number u32  salt 32 bytes
    chunk    length u32, then so many bytes of AES-256-GCM ciphertext with its tag
    inside   records one after another: kind u8, length u16 (of what follows), body

A segment has a key of its own, derived from the session's with the random salt; chunk i is sealed under nonce i, with
the header as associated data. So no nonce serves twice, whatever is killed and started again, and chunks can neither be
exchanged nor reordered. Only the tail can be missing: a chunk that is cut short or does not open ends the reading.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from media.blobs import fsync_folder
from signaling.protocol.media import Track
from signaling.protocol.names import Role

_MAGIC = b"RCLOG\x01"
_HEADER = struct.Struct("!6sL32s")
_LENGTH = struct.Struct("!L")
MAX_CHUNK_BYTES = 64 * 1024**2  # More than the bounded queue can hold: a longer length is damage.

_RTP, _REPORT, _NOTE = 1, 2, 3
_RTP_RECORD = struct.Struct("!BHHQ")  # Kind, length of what follows, track, arrival in ns of the monotonic clock.
_REPORT_RECORD = struct.Struct("!BHHQQL")  # The same, then NTP time and RTP timestamp.


class Rtp(msgspec.Struct, frozen=True, gc=False):
    """One packet as it was received, header included, retransmissions unwrapped."""

    track: int
    arrival_ns: int
    packet: bytes


class Report(msgspec.Struct, frozen=True, gc=False):
    """A sender report: at this NTP time (32.32 bits) the track's RTP clock read so much."""

    track: int
    arrival_ns: int
    ntp: int
    rtp_timestamp: int


class Note(msgspec.Struct, frozen=True, tag_field="note"):
    """Base of the records that come seldom; JSON."""


class TrackAdded(Note, frozen=True, tag="track"):
    """A producer: its id in the log, whose it is, and its payload types by codec name."""

    id: int
    role: Role
    track: Track
    payload_types: dict[int, str]


class EdgeChanged(Note, frozen=True, tag="edge"):
    """A source was held, or let through again."""

    role: Role
    track: Track
    on: bool


class Instant(Note, frozen=True, tag="instant"):
    """The two clocks read together: monotonic, which arrivals are told in, and UTC since the epoch."""

    monotonic_ns: int
    utc_ns: int


class Dropped(Note, frozen=True, tag="dropped"):
    """So many packets found the queue full, and were not kept."""

    packets: int


class Closed(Note, frozen=True, tag="closed"):
    """The segment was finished on purpose; without this last record, it was cut off."""


AnyNote = TrackAdded | EdgeChanged | Instant | Dropped | Closed
Record = Rtp | Report | AnyNote
_note_encoder = msgspec.json.Encoder()
_note_decoder: msgspec.json.Decoder[AnyNote] = msgspec.json.Decoder(AnyNote)


def encode(records: list[Record]) -> bytes:
    """Return the records as the inside of a chunk."""
    parts: list[bytes] = []
    for record in records:
        if type(record) is Rtp:
            parts.append(_RTP_RECORD.pack(_RTP, len(record.packet) + 10, record.track, record.arrival_ns))
            parts.append(record.packet)
        elif type(record) is Report:
            parts.append(
                _REPORT_RECORD.pack(_REPORT, 22, record.track, record.arrival_ns, record.ntp, record.rtp_timestamp)
            )
        else:
            body = _note_encoder.encode(record)
            parts.append(struct.pack("!BH", _NOTE, len(body)) + body)
    return b"".join(parts)


def decode(inside: bytes) -> Iterator[Record]:
    """Yield the records of a chunk that has been opened, and so is as it was written."""
    at = 0
    while at < len(inside):
        kind, length = struct.unpack_from("!BH", inside, at)
        body = at + 3
        if kind == _RTP:
            _, _, track, arrival = _RTP_RECORD.unpack_from(inside, at)
            yield Rtp(track, arrival, inside[at + _RTP_RECORD.size : body + length])
        elif kind == _REPORT:
            _, _, track, arrival, ntp, timestamp = _REPORT_RECORD.unpack_from(inside, at)
            yield Report(track, arrival, ntp, timestamp)
        else:
            yield _note_decoder.decode(inside[body : body + length])
        at = body + length


def _cipher(key: bytes, header: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=header[-32:], info=b"remote-counter packet log").derive(key))


class LogFile:
    """
    One segment being written. Blocks; used by one thread.

    After any OSError the file is done with: what was written of the chunk may stand on the disk, so its nonce is spent.
    The next segment has another key.
    """

    def __init__(self, path: Path, number: int, key: bytes) -> None:
        """
        Create the file, its name durable.

        Raises:
            OSError: The disk refuses, or the name is taken.
        """
        self._header = _HEADER.pack(_MAGIC, number, os.urandom(32))
        self._cipher = _cipher(key, self._header)
        self._chunks = 0
        self._file = path.open("xb", buffering=0)
        try:
            self._write(self._header)
            fsync_folder(path.parent)
        except OSError:
            self.close()
            path.unlink()  # Else a full disk collects a file every time it is tried.
            raise

    def append(self, records: list[Record]) -> None:
        """Seal the records as one chunk and wait until the disk has it. Raises OSError."""
        nonce = self._chunks.to_bytes(12, "big")
        self._chunks += 1
        sealed = self._cipher.encrypt(nonce, encode(records), self._header)
        self._write(_LENGTH.pack(len(sealed)) + sealed)
        os.fdatasync(self._file.fileno())

    def _write(self, octets: bytes) -> None:
        left = memoryview(octets)
        while left:  # A raw file may take less than it is given, on a disk that fills up.
            left = left[self._file.write(left) :]

    def close(self) -> None:
        """Close the file. Idempotent."""
        self._file.close()


class LogUnreadable(Exception):
    """No segment of this key: another kind of file, or the first chunk does not open."""


def read_log(path: Path, key: bytes) -> Iterator[Record]:
    """
    Yield the records of a segment up to its end, or to where it was cut off.

    Raises:
        LogUnreadable: It is none, or of another key.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        if not header.startswith(_MAGIC):
            raise LogUnreadable("no packet log")
        cipher = _cipher(key, header)
        index = 0
        while len(prefix := file.read(_LENGTH.size)) == _LENGTH.size:
            (length,) = _LENGTH.unpack(prefix)
            if length > MAX_CHUNK_BYTES:
                return
            sealed = file.read(length)
            if len(sealed) < length:
                return
            try:
                inside = cipher.decrypt(index.to_bytes(12, "big"), sealed, header)
            except InvalidTag:
                if index == 0:
                    raise LogUnreadable("the first chunk does not open under this key") from None
                return
            yield from decode(inside)
            index += 1
