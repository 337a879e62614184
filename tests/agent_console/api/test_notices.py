import pytest
from sqlalchemy import select

from agent_console.core.notice import Channel
from agent_console.store import outbox
from agent_console.store.outbox import Waiting
from agent_console.store.tables import cases
from signaling.protocol.names import CaseId
from tests.agent_console.conftest import Hall
from tests.support.after import accepted


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> None:
    # The product's own chore would send before the test does.
    monkeypatch.setattr("agent_console.services.notifications.EVERY_SECONDS", 3600.0)


async def test_the_operator_sees_why_a_notice_failed_and_sends_it_again(hall: Hall) -> None:
    case, _ = await accepted(hall)
    store, now = hall.product.console.store, hall.clock.now()
    await store.write(lambda tx: outbox.add(tx, Waiting("m", case, "decided", 5), now))
    await store.write(lambda tx: outbox.missed(tx, "m", 6, None, "the line is busy"))
    operator = await hall.signed_in("admin", "operator")
    found = (await operator.get("/api/notices?state=failed")).json()
    (notice,) = found["notices"]
    assert (notice["problem"], notice["to"], notice["number"]) == (
        "the line is busy",
        "13*******00",
        "441302-20260105-00001",
    )
    assert (found["failed"], found["sms"], found["email"]) == (1, "file", "file")
    again = (await operator.post("/api/notices/m/retry", json={})).json()
    assert again["failed"] == 0
    assert (await operator.post("/api/notices/none/retry", json={})).status_code == 404
    assert (await operator.get("/api/notices?state=lost")).status_code == 400


async def test_an_official_sees_their_own_desk_and_nobody_elses(hall: Hall) -> None:
    case, official = await accepted(hall)
    now = hall.clock.now()
    notice = Waiting("d", case, "urged", 0, Channel.DESK, "chen")
    await hall.product.console.store.write(lambda tx: outbox.add(tx, notice, now))
    (told,) = (await official.get("/api/desk/notices")).json()
    assert (told["event"], told["case"], told["seen"]) == ("urged", case, False)
    (seen,) = (await official.post("/api/desk/notices/seen", json={"ids": ["d"]})).json()
    assert seen["seen"]
    other = await hall.signed_in("lin")
    assert all(each["id"] != "d" for each in (await other.get("/api/desk/notices")).json())


async def test_a_resident_gives_an_address_with_the_receipt_and_takes_it_back(hall: Hall) -> None:
    case, _ = await accepted(hall)
    path, phone = f"/api/progress/{await _token(hall, case)}/email", hall.browser()
    assert (await phone.get(path)).json() == {"email": None}
    wrong = await phone.post(path, json={"email": "zhang@"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "email-invalid")
    assert (await phone.post(path, json={"email": " zhang@example.cn "})).json() == {"email": "z***@example.cn"}
    assert (await phone.post(path, json={"email": ""})).json() == {"email": None}
    assert (await phone.get("/api/progress/none/email")).status_code == 404


async def _token(hall: Hall, case: CaseId) -> str:
    query = select(cases.c.token).where(cases.c.id == case)
    return str(await hall.product.console.store.read(lambda tx: tx.execute(query).scalar_one()))
