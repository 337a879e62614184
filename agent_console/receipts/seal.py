"""Seals on documents: drawn as vectors, bound to the bytes by a PAdES signature (ETSI EN 319 142-1), and checked."""

import asyncio
import io
import tempfile
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
from asn1crypto import keys, x509
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from agent_console.receipts.paper import Paper, compile_pdf, render
from signaling.protocol.views import Text

TEMPLATE = Path(__file__).with_name("seal.typ")
FIELD = "Seal"
# Of the last page, in points from its lower left corner: over the authority's name, where paper.typ leaves room.
BOX = (408, 68, 527, 187)
_CENTRED = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID)


class Use(StrEnum):
    """What a seal is for: each authority has one for each."""

    ACCEPTANCE = "acceptance"  # 业务受理专用章
    APPROVAL = "approval"  # 行政审批专用章
    SUPERVISION = "supervision"  # 督办专用章


USE_NAMES = {
    Use.ACCEPTANCE: Text(zh="业务受理专用章", en="Seal for acceptance"),
    Use.APPROVAL: Text(zh="行政审批专用章", en="Seal for approval"),
    Use.SUPERVISION: Text(zh="督办专用章", en="Seal for supervision"),
}


class Seal(msgspec.Struct, frozen=True):
    """A key with its certificate; `demonstration` ones say so on their face."""

    authority: Text
    use: Use
    key: bytes  # PKCS #8, DER.
    certificate: bytes  # X.509, DER.
    issuer: bytes  # The certificate of the authority that issued it, DER.
    demonstration: bool


class Verdict(msgspec.Struct, frozen=True):
    """What the signatures of a file say about it."""

    sealed: bool  # It bears a signature at all.
    intact: bool = False  # What was signed is unchanged, and nothing was added.
    trusted: bool = False  # By a seal of an authority that we know.
    signer: str = ""
    signed_at: datetime | None = None


NOT_SEALED = Verdict(sealed=False)


def draw_seal(seal: Seal, at: datetime) -> bytes:
    """Return the seal's picture as a PDF of one small page. Raises as `paper.render` does."""
    mark = "演示 DEMONSTRATION" if seal.demonstration else ""
    face = {"name": seal.authority.zh, "use": USE_NAMES[seal.use].zh, "mark": mark}
    return compile_pdf(TEMPLATE, {"seal": msgspec.json.encode(face).decode()}, at)


def seal_pdf(pdf: bytes, seal: Seal, at: datetime) -> bytes:
    """
    Return the PDF with the seal on its last page, signed as PAdES B-B. Called in a worker process.

    Raises:
        pyhanko.sign.general.SigningError: Key and certificate do not belong together.
    """
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(seal.key),
        cert_registry=_store(seal.issuer),
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=seal.authority.zh,
        reason=USE_NAMES[seal.use].zh,
    )
    out = io.BytesIO()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as picture:
        picture.write(draw_seal(seal, at))
        picture.flush()
        style = StaticStampStyle(
            background=_page(picture.name), background_layout=_CENTRED, background_opacity=1, border_width=0
        )
        box = SigFieldSpec(FIELD, on_page=-1, box=BOX)
        sealer = PdfSigner(metadata, signer, stamp_style=style, new_field_spec=box)
        sealer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out)
    return out.getvalue()


def make_pdf(paper: Paper, seal: Seal | None) -> bytes:
    """Return the PDF of a paper, sealed where a seal is given. Called in a worker process; raises as `seal_pdf`."""
    pdf = render(paper)
    return pdf if seal is None else seal_pdf(pdf, seal, paper.at)


def check_pdf(pdf: bytes, anchors: tuple[bytes, ...]) -> Verdict:
    """
    Return what the last signature of a file says; junk is a file without a seal. Called in a worker process.

    Args:
        anchors: Certificates of the authorities that are believed, DER.
    """
    try:
        return asyncio.run(_check(pdf, anchors))
    except (PdfError, SigningError, SignatureValidationError, ValueError):
        return NOT_SEALED


async def _check(pdf: bytes, anchors: tuple[bytes, ...]) -> Verdict:
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    if not signatures:
        return NOT_SEALED
    trust = ValidationContext(trust_roots=[x509.Certificate.load(anchor) for anchor in anchors], allow_fetching=False)
    status = await async_validate_pdf_signature(signatures[-1], trust)
    return Verdict(
        sealed=True,
        intact=status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        signed_at=status.signer_reported_dt,
    )


def _store(issuer: bytes) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it without.
    store.register(x509.Certificate.load(issuer))
    return store


def _page(file: str) -> ImportedPdfPage:
    return ImportedPdfPage(file)  # type: ignore[no-untyped-call]  # pyHanko leaves it without.
