import hashlib
import struct
import zlib
from datetime import timedelta

import cv2
import httpx
import numpy as np
import pytest

from agent_console.api.pages import MAX_PAGE_BYTES
from agent_console.demo.seed import SIMULATED
from agent_console.store.accounts import get_account
from signaling.ports import Transaction
from signaling.protocol.case_views import PageState
from signaling.protocol.commands import RequestStill
from signaling.protocol.names import CaseId
from signaling.protocol.views import StillState
from signaling.services import stills
from signaling.store import sessions
from tests.agent_console.conftest import Hall


def photograph(shade: int = 60) -> bytes:
    """A white page, a little askew, on a dark table."""
    picture = np.full((1200, 1600, 3), shade, np.uint8)
    corners = np.array([[400, 150], [1180, 180], [1200, 1080], [380, 1060]], np.int32)
    cv2.fillConvexPoly(picture, corners, (245, 245, 245))
    for line in range(300, 1000, 50):
        cv2.putText(
            picture, "registration of a business 0123456789", (470, line), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2
        )
    return bytes(cv2.imencode(".jpg", picture)[1])


def png_bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 50,000 pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")
    )


async def upload(
    client: httpx.AsyncClient, case: CaseId, content: bytes, name: str = "", **query: str
) -> httpx.Response:
    name = name or hashlib.sha256(content).hexdigest()
    return await client.put(
        f"/api/cases/{case}/pages/{name}", content=content, params=query, headers={"Content-Type": "image/jpeg"}
    )


async def request_still(hall: Hall, case: CaseId) -> str:
    session = await hall.session_of(case)

    def ask(tx: Transaction) -> str:
        account = get_account(tx, "chen")
        assert account is not None
        stills.request_still(tx, hall.context(), account.actor(), RequestStill(hall.ref(), session), hall.clock.now())
        still = sessions.view(tx, session).still
        assert still is not None
        return still.id

    return await hall.product.console.store.write(ask)


async def test_a_page_is_kept_read_and_shown_at_both_ends(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    content = photograph()
    answer = await upload(window, case, content)
    receipt = answer.json()
    assert (answer.status_code, receipt["size"]) == (201, len(content))
    assert receipt["hash"] == hashlib.sha256(content).hexdigest()
    await hall.product.console.chores.idle()
    (page,) = (await hall.seen(official, case)).pages
    assert (page.state, page.width, page.height, page.hash) == (PageState.READ, 1600, 1200, receipt["hash"])
    assert page.corners is not None
    assert max(abs(x - 400) + abs(y - 150) for x, y in page.corners[:1]) < 30
    for client, role in ((official, "official"), (window, "window")):
        path = f"/api/cases/{case}/pages/{page.hash}"
        original = await client.get(f"{path}/original?page={role}")
        assert (original.content, original.headers["content-type"]) == (content, "image/jpeg")
        flat = await client.get(f"{path}/flat?page={role}")
        assert hashlib.sha256(flat.content).hexdigest() == page.flat


async def test_a_repeated_upload_gets_the_first_receipt(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    first, again = await upload(window, case, photograph()), await upload(window, case, photograph())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    await hall.product.console.chores.idle()
    assert len((await hall.seen(window, case)).pages) == 1


async def test_the_still_that_was_asked_for_has_arrived_with_its_page(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    still = await request_still(hall, case)
    assert (await upload(window, case, photograph(), still=still)).status_code == 201
    session = await hall.session_of(case)
    arrived = (await hall.product.console.store.read(lambda tx: sessions.view(tx, session))).still
    assert arrived is not None
    assert (arrived.id, arrived.state) == (still, StillState.RECEIVED)
    other = await upload(window, case, photograph(50), still="another")
    assert other.json()["code"] == "still-unknown"


async def test_a_page_that_is_here_already_answers_a_new_still(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    assert (await upload(window, case, photograph(), still=await request_still(hall, case))).status_code == 201
    again = await request_still(hall, case)
    assert (await upload(window, case, photograph(), still=again)).status_code == 200
    session = await hall.session_of(case)
    arrived = (await hall.product.console.store.read(lambda tx: sessions.view(tx, session))).still
    assert arrived is not None
    assert (arrived.id, arrived.state) == (again, StillState.RECEIVED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "image-invalid"),
        (b"GIF89a", "image-invalid"),
        (photograph()[:20_000], "image-invalid"),
        (png_bomb(), "image-too-large"),
        (b"\xff\xd8\xff" + bytes(100), "image-invalid"),
    ],
    ids=["nothing", "gif", "truncated", "bomb", "junk"],
)
async def test_what_is_no_picture_is_refused_before_anything_decodes_it(hall: Hall, content: bytes, code: str) -> None:
    case = await hall.open_case()
    window = await hall.window()
    answer = await upload(window, case, content)
    assert (answer.status_code >= 400, answer.json()["code"]) == (True, code)
    assert (await hall.seen(window, case)).pages == ()
    assert not (hall.data / "blobs").exists()


async def test_bytes_of_another_hash_are_refused(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    answer = await upload(window, case, photograph(), "a" * 64)
    assert answer.json()["code"] == "hash-mismatch"
    for name in ("A" * 64, "x" * 64, "a" * 63, "..%2Fkeys"):
        assert (await upload(window, case, photograph(), name)).status_code in (404, 405)
    assert (await hall.seen(window, case)).pages == ()


async def test_more_bytes_than_a_page_has_are_refused_as_they_come(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    answer = await upload(window, case, b"\xff\xd8\xff" + bytes(MAX_PAGE_BYTES))
    assert (answer.status_code, answer.json()["code"]) == (413, "image-too-large")


async def test_a_picture_that_no_decoder_opens_is_kept_and_told_as_unreadable(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    whole = photograph()
    scan = whole.index(b"\xff\xda")
    frame = whole.index(b"\xff\xc0")
    spoiled = whole[:2] + whole[frame : frame + 19] + whole[scan : scan + 14] + b"\x00" * 50 + b"\xff\xd9"
    answer = await upload(window, case, spoiled)
    assert answer.status_code == 201, answer.text
    await hall.product.console.chores.idle()
    (page,) = (await hall.seen(window, case)).pages
    assert page.state in (PageState.UNREADABLE, PageState.READ)
    assert page.problems


async def test_paper_is_handed_in_by_the_cases_own_window_while_it_is_registered(hall: Hall) -> None:
    case = await hall.open_case()
    other = await hall.window(SIMULATED)
    assert (await upload(other, case, photograph())).json()["code"] == "not-found"
    official = await hall.signed_in("chen")
    assert (await upload(official, case, photograph())).json()["code"] == "not-allowed"
    window = await hall.window()
    await hall.end(case)
    assert (await upload(window, case, photograph())).json()["code"] == "session-ended"


async def test_a_page_of_another_case_is_not_shown(hall: Hall) -> None:
    first = await hall.open_case()
    window = await hall.window()
    receipt = (await upload(window, first, photograph())).json()
    await hall.end(first)
    hall.clock.advance(timedelta(minutes=1))
    second = await hall.open_case()
    for case, code in ((first, "not-found"), (second, "page-unknown")):
        answer = await window.get(f"/api/cases/{case}/pages/{receipt['hash']}/original")
        assert answer.json()["code"] == code


async def test_a_window_is_told_to_come_back_when_too_many_pages_come_at_once(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    console = hall.product.console
    for _ in range(16):
        await console.uploads.acquire()
    answer = await upload(window, case, photograph())
    assert (answer.status_code, answer.json()["code"], "retry-after" in answer.headers) == (503, "busy", True)


async def test_a_page_without_paper_on_it_says_so(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    blank = bytes(cv2.imencode(".png", np.full((600, 800, 3), 90, np.uint8))[1])
    await upload(window, case, blank)
    await hall.product.console.chores.idle()
    (page,) = (await hall.seen(window, case)).pages
    assert page.problems
    original = await window.get(f"/api/cases/{case}/pages/{page.hash}/original")
    assert original.headers["content-type"] == "image/png"
