"""How a session ends otherwise than by an acceptance, pressed by both ends in Chromium."""

import pytest
from playwright.async_api import expect

from tests.support.pressing import (
    cases_seen,
    come_for,
    fill,
    hear,
    held,
    press_outcome,
    refusing,
    small_counter,
)
from tests.support.product import Provisioned
from tests.support.visit import Visit, visiting


async def leave(visit: Visit) -> None:
    """The resident leaves the last session's page; the official puts it away."""
    await visit.window.get_by_test_id("new-number").click()
    await visit.window.get_by_test_id("start").wait_for()


@pytest.mark.timeout(240)
async def test_what_is_asked_and_why_it_is_declined_is_read_and_heard(provisioned: Provisioned) -> None:
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        official, window = visit.official, visit.window
        cases = cases_seen(official)
        await come_for(visit, "stall")
        await fill(official, applicant_name="张建国")

        # Everything at once: what the server misses is ticked, a wrong answer is ticked by hand; reasons come ready.
        await press_outcome(official, "ask-correction")
        await expect(official.get_by_test_id("correct-lease")).to_be_checked()
        await official.get_by_test_id("correct-applicant_name").click()
        await official.get_by_test_id("reason-applicant_name").fill("姓名与身份证不一致")
        await official.get_by_test_id("template-lease").click()
        await official.get_by_title("摊位租用协议缺页，请提供完整的一份。").click()
        async with refusing(official, "not-allowed"):
            await official.get_by_test_id("outcome-send").click()
            await expect(official.get_by_test_id("problem")).to_be_visible()
        await expect(official.get_by_test_id("reason-applicant_name")).to_have_value("姓名与身份证不一致")
        await official.get_by_test_id("outcome-send").dblclick()
        told = window.get_by_test_id("outcome")
        await expect(told).to_contain_text("申请人姓名: 姓名与身份证不一致")
        await expect(told).to_contain_text("摊位租用协议缺页")
        await hear(window, "摊位租用协议缺页，请提供完整的一份。")
        case = cases[-1]
        asked = await held(official, "official", f"/api/cases/{case}")
        assert {line["code"] for line in asked["correction"]["missing"]} >= {"lease", "applicant_name", "stall_name"}

        # The resident is still there: it is put right at once, and then declined on its ground.
        await official.get_by_test_id("correct-now").click()
        await fill(official, applicant_name="张建军")
        await press_outcome(official, "decline")
        await official.get_by_role("button", name="申请人隐瞒有关情况或者提供虚假材料。").click()
        await expect(official.get_by_test_id("outcome-ground")).to_have_value("《中华人民共和国行政许可法》第七十八条")
        await official.get_by_test_id("outcome-reason").press("Escape")
        await expect(official.get_by_test_id("outcome-ground")).to_have_count(0)
        await press_outcome(official, "decline")
        await official.get_by_role("button", name="申请人隐瞒有关情况或者提供虚假材料。").click()
        await official.get_by_test_id("outcome-ground").press("Enter")
        await expect(told).to_contain_text("《中华人民共和国行政许可法》第七十八条")
        await hear(window, "第七十八条")
        declined = await held(official, "official", f"/api/cases/{case}")
        assert (declined["closing"], declined["ground"]) == ("not-accepted", "《中华人民共和国行政许可法》第七十八条")

        # Rated only after the official has left; a bad word opens a complaint that has a number.
        await expect(window.get_by_test_id("rating")).to_have_count(0)
        await official.get_by_test_id("end-session").click()
        await official.get_by_test_id("end-served").click()
        await window.get_by_test_id("score-5").click()
        await window.get_by_test_id("send-rating").click()
        await expect(window.get_by_test_id("rating-thanks")).to_contain_text("投诉〔")
        await leave(visit)


@pytest.mark.timeout(240)
async def test_a_matter_that_needs_no_case_ends_in_words(provisioned: Provisioned) -> None:
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        official, window = visit.official, visit.window
        for outcome, reason in (("not-needed", "这样的摊位不用备案"), ("corrected", "这件事今天已经办好")):
            await come_for(visit, "stall")
            await press_outcome(official, outcome)
            await expect(official.get_by_test_id("outcome-send")).to_be_disabled()
            await official.get_by_test_id("outcome-reason").fill(reason)
            await official.get_by_test_id("outcome-send").click()
            await expect(window.get_by_test_id("outcome")).to_contain_text(reason)
            await expect(official.get_by_test_id("closing")).to_contain_text(reason)
            await hear(window, reason)
            await official.get_by_test_id("end-session").click()
            await official.get_by_test_id("end-served").click()
            await leave(visit)


@pytest.mark.timeout(240)
async def test_what_is_not_ours_goes_on_and_what_was_only_asked_is_written_down(provisioned: Provisioned) -> None:
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        official, window = visit.official, visit.window
        await come_for(visit, "stall")
        await press_outcome(official, "not-ours")
        await official.get_by_test_id("outcome-department").click()
        await official.get_by_title("公安局").click()
        await official.get_by_test_id("outcome-send").click()
        await expect(window.get_by_test_id("outcome")).to_contain_text("公安局")
        await official.get_by_test_id("end-session").click()
        await official.get_by_test_id("end-served").click()

        # The number went on into the other queue with the time already waited; here it only needs a word.
        await official.get_by_test_id("call-next").click()
        await window.get_by_test_id("consent-yes").click()
        await official.get_by_test_id("end-session").click()
        await official.get_by_test_id("end-consulted").click()
        await official.get_by_test_id("consult-end").click()
        await expect(official.get_by_text("请填写问题")).to_be_visible()
        await official.locator("#question").fill("摊位要不要备案？")
        async with refusing(official, "not-allowed", "**/api/inquiries"):
            await official.get_by_test_id("consult-end").click()
            await expect(official.get_by_test_id("problem")).to_be_visible()
        await expect(official.locator("#question")).to_have_value("摊位要不要备案？")
        await official.get_by_test_id("consult-end").click()
        await window.get_by_test_id("rating").wait_for()
        kept = await official.context.request.get(f"{product.url}/api/inquiries", headers={"X-Page": "official"})
        assert [one["question"] for one in await kept.json()] == ["摊位要不要备案？"]
