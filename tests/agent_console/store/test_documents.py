from datetime import UTC, datetime
from functools import partial

from agent_console.store import documents
from agent_console.store.documents import Document
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import Text
from signaling.store.engine import Store

AT = datetime(2026, 1, 5, tzinfo=UTC)
CASE = CaseId("case")
NAME = Text(zh="通知", en="Notice")


async def test_a_document_is_found_by_its_token_and_remembers_what_became_of_it(store: Store) -> None:
    made = Document("token", CASE, "notice", "", "N-1", NAME, NAME, Sha256("a" * 64), True, AT)
    await store.write(lambda tx: documents.add(tx, made))
    await store.write(lambda tx: documents.note(tx, CASE, made.sha256, printed=AT))
    await store.write(lambda tx: documents.revoke(tx, "token", "wrong", AT))
    found = await store.read(lambda tx: documents.by_token(tx, "token"))
    assert found is not None
    assert (found.printed_at, found.sent_at, found.revoked_reason) == (AT, None, "wrong")
    assert await store.read(lambda tx: documents.is_made(tx, CASE, "notice", ""))
    assert not await store.read(lambda tx: documents.is_made(tx, CASE, "notice", "other"))


async def test_how_far_a_case_was_followed_is_kept(store: Store) -> None:
    for acts in (3, 5):
        await store.write(partial(documents.note_followed, case=CASE, acts=acts))
    assert await store.read(lambda tx: documents.followed_to(tx, CASE)) == 5
