from signaling.protocol.case_views import CaseState
from tests.agent_console.conftest import ID_NUMBER, Hall
from tests.support.after import accepted, issued, made
from tests.support.pdf import words


async def test_a_granted_case_has_a_sealed_licence_that_can_be_checked(hall: Hall) -> None:
    case, decider, seen = await issued(hall)
    assert seen.state is CaseState.ISSUED
    listed = {one["kind"]: one for one in (await decider.get(f"/api/cases/{case}/documents")).json()}
    assert set(listed) == {"notice", "licence"}
    licence = listed["licence"]
    assert seen.result is not None
    assert (seen.result.number, seen.result.document) == (licence["number"], licence["sha256"])
    pdf = await decider.get(f"/api/cases/{case}/documents/{licence['sha256']}.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert "惠城区张三小吃店" in words(pdf.content)
    assert ID_NUMBER not in words(pdf.content)
    stranger = hall.browser()
    check = (await stranger.get(f"/api{licence['check']}")).json()
    assert (check["number"], check["sha256"], check["sealed"]) == (licence["number"], licence["sha256"], True)
    copy = (await stranger.put(f"/api{licence['check']}", content=pdf.content)).json()
    assert (copy["same"], copy["intact"], copy["trusted"]) == (True, True, True)


async def test_a_changed_copy_is_told_from_the_document(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    pdf = bytearray((await official.get(f"/api/cases/{case}/documents/{notice.sha256}.pdf")).content)
    pdf[len(pdf) // 3] ^= 1
    for content in (bytes(pdf), b"junk"):
        copy = (await hall.browser().put(f"/api/check/{notice.token}", content=content)).json()
        assert (copy["same"], copy["intact"]) == (False, False)


async def test_a_revoked_document_says_since_when_and_why(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    path = f"/api/cases/{case}/documents/{notice.sha256}/revoke"
    for _ in range(2):
        assert (await official.post(path, json={"reason": "发错"})).status_code == 204
    check = (await hall.browser().get(f"/api/check/{notice.token}")).json()
    assert check["revokedReason"] == "发错"
    assert check["revokedAt"] is not None


async def test_a_refusal_is_a_sealed_decision(hall: Hall) -> None:
    case, decider, _ = await issued(hall, "refused")
    refusal = (await made(hall, case))["refusal"]
    pdf = (await decider.get(f"/api/cases/{case}/documents/{refusal.sha256}.pdf")).content
    assert refusal.sealed
    assert "《条例》第十一条" in words(pdf)


async def test_the_take_home_sheet_is_made_when_asked_for_and_once(hall: Hall) -> None:
    case, official = await accepted(hall)
    answers = [await official.post(f"/api/cases/{case}/documents", json={"kind": "take-home"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


async def test_the_application_for_a_wet_signature_holds_what_was_presented(hall: Hall) -> None:
    case, official = await accepted(hall)
    answer = await official.post(f"/api/cases/{case}/documents", json={"kind": "application"})
    pdf = await official.get(f"/api/cases/{case}/documents/{answer.json()['sha256']}.pdf")
    assert "申请人（签名）" in words(pdf.content)


async def test_a_stranger_reads_no_document(hall: Hall) -> None:
    case, _ = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    path = f"/api/cases/{case}/documents/{notice.sha256}.pdf"
    assert (await hall.browser().get(path)).status_code == 401
    assert (await hall.browser().get("/api/check/none")).status_code == 404
