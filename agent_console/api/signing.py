"""What a signature leaves on disk, before anything says that it was given."""

import asyncio
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography import x509
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import acting
from agent_console.api.schemas import AnyCaseCommand, Sign, SignByCertificate
from agent_console.console import Console
from agent_console.core.case import Case
from agent_console.core.certificate import Signature, check_signature
from agent_console.core.signature import check_strokes, draw
from agent_console.services.dossier import load_for
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256

READERS = (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR)
_MEDIA_TYPES = {"finger": "image/svg+xml", "wet": "image/jpeg", "certificate": "application/json"}


class Kept(msgspec.Struct, frozen=True):
    """Where a signature is kept, and who signed where a certificate says so."""

    signature: Sha256 | None = None
    signer: str | None = None


async def keep(console: Console, actor: Actor, case: CaseId, command: AnyCaseCommand, at: datetime) -> Kept:
    """
    Check a signature and put it on disk; of a command that signs nothing, or a page that is there, nothing is kept.

    Raises:
        Refused: signature-invalid, not-found.
    """
    if not isinstance(command, Sign | SignByCertificate):
        return Kept()
    await console.store.read(lambda tx: load_for(tx, actor, case).row)
    if isinstance(command, Sign):
        check_strokes(command.strokes)
        picture = await asyncio.to_thread(draw, command.strokes, command.summary_hash)
        return Kept(await console.blobs.add(picture))
    bundle = await asyncio.to_thread(_check, command, at, console.signers)
    return Kept(await console.blobs.add(msgspec.json.encode(bundle)), bundle.signer)


def _check(command: SignByCertificate, at: datetime, folder: Path) -> Signature:
    trusted = [
        certificate
        for file in sorted(folder.glob("*.pem"))
        for certificate in x509.load_pem_x509_certificates(file.read_bytes())
    ]
    return check_signature(command.summary_hash, command.certificate, command.signature, at, trusted)


async def get_signature(console: Console, request: Request) -> Response:
    """Return the resident's signature: drawn (SVG), the signed page (JPEG), or certificate and signature (JSON)."""
    actor = await acting(console, request, *READERS)
    case = CaseId(request.path_params["case"])

    def kept(tx: Transaction) -> Case:
        return load_for(tx, actor, case).case

    found = await console.store.read(kept)
    if found.signature is None:
        raise Refused(Code.NOT_FOUND)
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{found.signature}"'}
    media_type = _MEDIA_TYPES[found.signature_kind or "finger"]
    return Response(await console.blobs.read(found.signature), headers=headers, media_type=media_type)
