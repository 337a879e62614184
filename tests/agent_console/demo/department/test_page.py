"""Claims about the page for the department's staff."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from agent_console.demo.department.page import Page
from agent_console.demo.department.records import Paper, Records, State
from tests.support.served import served

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "records.sqlite")


@pytest.fixture
async def staff(records: Records) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        served(Page(records, "key").routes()) as url,
        httpx.AsyncClient(base_url=url, follow_redirects=True) as client,
    ):
        assert (await client.get("/enter?key=key")).status_code == 200
        yield client


async def test_without_the_link_nothing_is_shown_or_moved(staff: httpx.AsyncClient, records: Records) -> None:
    async with httpx.AsyncClient(base_url=staff.base_url) as stranger:
        for path in ("/", "/enter?key=guess", "/received/SJ-2026-00001"):
            assert (await stranger.get(path)).status_code == 403
        assert (await stranger.post("/service/market", data={"on": "0"})).status_code == 403
    assert records.closed() == frozenset()


async def test_a_case_is_listed_opened_and_sent_back_with_a_reason(staff: httpx.AsyncClient, records: Records) -> None:
    document: dict[str, object] = {"serial": "441302-1", "business": {"name": "<b>甲</b>"}}
    number = records.receive("market", "SJ", "k", document, [Paper("card", "image/png", b"page")], NOW)
    assert number in (await staff.get("/")).text
    page = (await staff.get(f"/received/{number}")).text
    assert "&lt;b&gt;甲&lt;/b&gt;" in page
    assert "准予登记" not in page
    assert "须写明说明" in (await staff.post(f"/received/{number}/move", data={"to": "退回补正"})).text
    assert "模糊" in (await staff.post(f"/received/{number}/move", data={"to": "退回补正", "reason": "模糊"})).text
    case = records.case(number)
    assert case is not None
    assert case.state is State.SENT_BACK
    assert "须写明说明" in (await staff.post(f"/received/{number}/move", data={"to": "nonsense"})).text


async def test_a_case_that_is_none_leads_back_to_the_list(staff: httpx.AsyncClient) -> None:
    for path in ("/received/SJ-1", "/received/SJ-1/result"):
        assert (await staff.get(path)).url.path == "/"


async def test_both_languages_and_out_of_service(staff: httpx.AsyncClient, records: Records) -> None:
    assert "这不是远程柜台" in (await staff.get("/")).text
    assert "This is not the counter" in (await staff.get("/language")).text
    assert "Out of service" in (await staff.post("/service/police", data={"on": "0"})).text
    assert records.closed() == {"police"}
    await staff.post("/service/police", data={"on": "1"})
    assert records.closed() == frozenset()
    assert (await staff.get("/style.css")).headers["content-type"].startswith("text/css")
