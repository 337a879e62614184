from asyncio import to_thread
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from agent_console.receipts.paper import Paper, render, text
from agent_console.receipts.seal import FIELD, NOT_SEALED, Seal, Use, check_pdf, draw_seal, seal_pdf
from agent_console.services.seals import Seals
from tests.support.pdf import words

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
NAME = text("惠州市惠城区市场监督管理局", "Administration for Market Regulation of Huicheng")


class Sealed:
    def __init__(self, pdf: bytes, anchors: tuple[bytes, ...], seal: Seal) -> None:
        self.pdf, self.anchors, self.seal = pdf, anchors, seal


@pytest.fixture
async def sealed(tmp_path: Path) -> Sealed:
    seals = Seals(tmp_path)
    seal = await seals.get("441302-market-regulation", Use.APPROVAL, NAME)
    pdf = render(Paper(text("证照", "Licence"), "L-1", NAME, AT, (), sealed=True))
    return Sealed(await to_thread(seal_pdf, pdf, seal, AT), await seals.anchors(), seal)


async def test_a_sealed_document_is_intact_and_by_an_authority_that_we_know(sealed: Sealed) -> None:
    verdict = await to_thread(check_pdf, sealed.pdf, sealed.anchors)
    assert (verdict.sealed, verdict.intact, verdict.trusted) == (True, True, True)
    assert verdict.signer == NAME.zh


async def test_the_signature_is_pades(sealed: Sealed) -> None:
    signature = PdfFileReader(BytesIO(sealed.pdf)).embedded_signatures[-1]
    assert signature.field_name == FIELD
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6])
async def test_a_changed_byte_is_found(sealed: Sealed, place: float) -> None:
    changed = bytearray(sealed.pdf)
    changed[int(len(changed) * place)] ^= 1
    verdict = await to_thread(check_pdf, bytes(changed), sealed.anchors)
    assert not verdict.intact


async def test_what_is_added_behind_the_seal_is_found(sealed: Sealed) -> None:
    verdict = await to_thread(check_pdf, sealed.pdf + b"\n% more", sealed.anchors)
    assert not verdict.intact


@pytest.mark.parametrize("junk", [b"", b"junk", b"%PDF-1.7\n%%EOF"])
def test_a_file_without_a_seal_is_told_so(junk: bytes) -> None:
    assert check_pdf(junk, ()) == NOT_SEALED


async def test_the_seal_of_a_stranger_is_not_believed(sealed: Sealed, tmp_path: Path) -> None:
    others = await Seals(tmp_path / "other").anchors()
    verdict = await to_thread(check_pdf, sealed.pdf, others)
    assert (verdict.intact, verdict.trusted) == (True, False)


def test_the_face_of_a_demonstration_seal_says_so() -> None:
    face = draw_seal(Seal(NAME, Use.APPROVAL, b"", b"", b"", demonstration=True), AT)
    assert "DEMONSTRATION" in words(face)
    assert "行政审批专用章" in words(face)
