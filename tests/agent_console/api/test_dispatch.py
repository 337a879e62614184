import msgspec

from agent_console.core.acts import OriginalSeen
from agent_console.core.dispatch import ParcelState, Step
from agent_console.services.dispatch import track_all
from agent_console.services.dossier import load_to_change
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall
from tests.support.after import accepted, issued

TO = {"recipient": "张三", "phone": "13800138000", "division": "441302", "address": "演达大道 1 号 3 栋 502"}


async def test_a_parcel_is_labelled_tracked_and_closes_the_case(hall: Hall) -> None:
    case, official, _ = await issued(hall)
    assert (await official.get(f"/api/cases/{case}/delivery")).json()["remind"] is True
    chosen = await official.post(f"/api/cases/{case}/delivery", json={"way": "parcel", "to": TO})
    assert chosen.json()["to"]["phone"] != TO["phone"]
    key = {"Idempotency-Key": "send-once"}
    answers = [await official.post(f"/api/cases/{case}/delivery/send", json={}, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
    number = answers[0].json()["number"]
    assert answers[1].json()["number"] == number == "RC000000014CN"
    out = hall.data / "carrier" / "out"
    assert msgspec.json.decode((out / f"{number}.json").read_bytes())["to"]["recipient"] == "张三"
    assert (out / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    assert (await official.get(f"/api/cases/{case}/delivery/label.pdf")).status_code == 200
    await _carry(hall, number, ParcelState.UNDERWAY)
    assert (await official.get(f"/api/cases/{case}/delivery")).json()["state"] == "underway"
    await _carry(hall, number, ParcelState.DELIVERED)
    seen = await hall.seen(official, case)
    assert (seen.state, seen.closing) == (CaseState.CLOSED, "delivered")


async def test_nothing_is_sent_while_an_original_is_nowhere(hall: Hall) -> None:
    case, official, _ = await issued(hall)
    at = f"/api/cases/{case}"
    await official.post(f"{at}/delivery", json={"way": "parcel", "to": TO})
    material = (await hall.seen(official, case)).materials[0].code
    settle = {"material": material, "where": "returned"}

    def hold(tx: Transaction) -> None:
        load_to_change(tx, case).note(OriginalSeen(material), actor="wu", role=Role.CLERK, at=hall.clock.now())

    await hall.product.console.store.write(hold)
    assert (await official.get(f"{at}/delivery")).json()["unaccounted"] == [material]
    early = await official.post(f"{at}/delivery/send", json={}, headers={"Idempotency-Key": "too-early"})
    assert (early.json()["code"], early.json()["facts"]["material"]) == ("originals-open", material)
    assert (await hall.act(official, case, "settle-original", **settle)).status_code == 200
    sent = await official.post(f"{at}/delivery/send", json={}, headers={"Idempotency-Key": "in-time-1"})
    assert sent.status_code == 200, sent.text


async def _carry(hall: Hall, number: str, state: ParcelState) -> None:
    folder = hall.data / "carrier" / "status"
    folder.mkdir(exist_ok=True)
    (folder / f"{number}.json").write_bytes(msgspec.json.encode([Step(hall.clock.now(), state, state.value)]))
    await track_all(hall.product.console, hall.product.console.carrier)


async def test_an_address_that_nobody_could_find_is_refused_by_its_field(hall: Hall) -> None:
    case, official = await accepted(hall)
    for field, value in (("phone", "12345"), ("recipient", " "), ("division", "999"), ("address", "家")):
        wrong = await official.post(f"/api/cases/{case}/delivery", json={"way": "parcel", "to": TO | {field: value}})
        assert (wrong.json()["code"], wrong.json()["facts"]["field"]) == ("address-invalid", field)


async def test_nothing_is_sent_before_there_is_a_result(hall: Hall) -> None:
    case, official = await accepted(hall)
    key = {"Idempotency-Key": "too-early"}
    unchosen = await official.post(f"/api/cases/{case}/delivery/send", json={}, headers=key)
    assert unchosen.json()["code"] == "delivery-unchosen"
    await official.post(f"/api/cases/{case}/delivery", json={"way": "parcel", "to": TO})
    early = await official.post(f"/api/cases/{case}/delivery/send", json={}, headers=key)
    assert early.json()["code"] == "not-allowed"
