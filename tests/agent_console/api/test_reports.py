import io
from datetime import timedelta

import pypdf

from signaling.protocol.case_views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def test_a_day_is_reported_as_figures_csv_and_pdf(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    hall.clock.advance(timedelta(minutes=12))
    await hall.end(case)
    zhou = await hall.signed_in("zhou", "supervisor")
    made = (await zhou.get("/api/reports?from=2026-01-05&to=2026-01-05&by=item")).json()
    (line,) = made["lines"]
    assert (line["sessions"], line["served"], line["minutes"]) == (1, 1, 12.0)
    assert line["name"]["en"] == "Registration of an individual business"
    assert (made["total"]["cases"], made["total"]["firstVisit"]) == (1, 1.0)
    assert (made["staffing"]["arrivals"], made["staffing"]["windowsNeeded"]) == (1, 1)
    table = (await zhou.get("/api/reports.csv?by=day")).content.decode("utf-8-sig").splitlines()
    assert table[1].startswith("合计,Total,,1,1,12.0")
    paper = await zhou.get("/api/reports.pdf")
    assert "12" in pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()


async def test_a_wrong_period_is_refused(hall: Hall) -> None:
    zhou = await hall.signed_in("zhou", "supervisor")
    wrong = await zhou.get("/api/reports?from=2026-02-01&to=2026-01-01")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "period-invalid")
    assert (await zhou.get("/api/reports?by=colour")).status_code == 400


async def test_baselines_are_kept_and_named_once(hall: Hall) -> None:
    zhou = await hall.signed_in("zhou", "supervisor")
    label = {"zh": "人员", "en": "Clerks"}
    own = {"name": "clerks", "label": label, "before": 18, "after": 3, "unit": "count", "yearlyCost": 80000}
    assert (await zhou.post("/api/reports/baselines", json={"baselines": [own, own]})).status_code == 400
    assert (await zhou.post("/api/reports/baselines", json={"baselines": [own]})).status_code == 200
    (kept,) = (await zhou.get("/api/reports")).json()["baselines"]
    assert (kept["name"], kept["yearlySaving"]) == ("clerks", 1200000)
