from tests.agent_console.conftest import Hall
from tests.support.after import accepted, made


async def test_what_an_official_sends_is_printed_at_the_window_once(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    asked = [await official.post(f"/api/cases/{case}/print", json={"document": notice.sha256}) for _ in range(2)]
    assert asked[0].json() == asked[1].json()
    window = await hall.window()
    listed = await window.get("/api/print-jobs")
    job = listed.json()[0]["id"]
    again = await window.get("/api/print-jobs", headers={"If-None-Match": listed.headers["etag"]})
    assert again.status_code == 304
    pdf = await window.get(f"/api/print-jobs/{job}/document.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert (await window.post(f"/api/print-jobs/{job}", json={"state": "done"})).status_code == 200
    assert (await window.get("/api/print-jobs")).json() == []
    documents = (await official.get(f"/api/cases/{case}/documents")).json()
    assert documents[0]["printedAt"] is not None


async def test_the_official_sees_that_the_paper_ran_out(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    job = (await official.post(f"/api/cases/{case}/print", json={"document": notice.sha256})).json()["id"]
    window = await hall.window()
    await window.post(f"/api/print-jobs/{job}", json={"state": "fault", "fault": "no-paper"})
    seen = (await official.get(f"/api/cases/{case}/print-jobs")).json()
    assert (seen[0]["state"], seen[0]["fault"]) == ("fault", "no-paper")
    await window.post(f"/api/print-jobs/{job}", json={"state": "done"})
    backwards = await window.post(f"/api/print-jobs/{job}", json={"state": "printing"})
    assert backwards.json()["code"] == "not-allowed"


async def test_a_clerk_prints_for_the_windows_of_the_hall(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    await official.post(f"/api/cases/{case}/print", json={"document": notice.sha256})
    clerk = await hall.signed_in("wu", "clerk")
    assert [job["case"] for job in (await clerk.get("/api/print-jobs")).json()] == [case]


async def test_no_document_of_another_case_and_no_unknown_window(hall: Hall) -> None:
    case, official = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    unknown = await official.post(f"/api/cases/{case}/print", json={"document": "f" * 64})
    assert unknown.json()["code"] == "not-found"
    nowhere = await official.post(f"/api/cases/{case}/print", json={"document": notice.sha256, "window": "none"})
    assert nowhere.json()["code"] == "window-unknown"
