"""What may stand in a paper's place, where answers come from, and each kind of signature, pressed in Chromium."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from playwright.async_api import expect

from tests.agent_console.core.test_certificate import issue, pem
from tests.support.pressing import (
    READING_MILLISECONDS,
    Json,
    cases_seen,
    come_for,
    fill,
    hear,
    held,
    read_through,
    refusing,
    sign,
    small_counter,
    take_page,
)
from tests.support.product import Provisioned
from tests.support.visit import Visit, visiting


async def undertake(visit: Visit) -> None:
    """A stall, with one paper to follow and one promised, each after the resident has heard it."""
    official, window = visit.official, visit.window
    await come_for(visit, "stall")
    await window.get_by_test_id("reuse-yes").click()
    for note in ("note-0", "note-1"):
        await official.keyboard.press("n")
        await expect(official.get_by_test_id(note)).to_contain_text(re.compile(r"工作人员.*已告知"))

    # 容缺 and 告知承诺 are read out first; a no and a refusal leave everything as it was.
    await official.get_by_test_id("waive-lease").click()
    await official.get_by_test_id("undertake-no").click()
    await expect(official.get_by_test_id("undertaking")).to_have_count(0)
    await official.get_by_test_id("waive-lease").click()
    async with refusing(official, "not-waivable"):
        await official.get_by_test_id("undertake-yes").click()
        await expect(official.get_by_test_id("problem")).to_be_visible()
    await official.get_by_test_id("undertake-yes").dblclick()
    await expect(window.get_by_test_id("undertaken")).to_contain_text("摊位租用协议")
    await official.get_by_test_id("promise-no-debt").click()
    await official.keyboard.press("Enter")
    await expect(window.get_by_test_id("undertaken")).to_contain_text("无欠费声明")


async def answer_and_sign(visit: Visit) -> Json:
    """From the answers that are read off a page to the acceptance and the delivery; return the case."""
    official, window = visit.official, visit.window
    cases = cases_seen(official)
    # What is typed off a page says so at both ends, until somebody has looked.
    await official.get_by_test_id("copy-from-page").click()
    await fill(official, applicant_name="张建国")
    await expect(window.locator(".mirror-origin")).to_have_text("来自第 1 页")
    page = (await held(official, "official", f"/api/cases/{cases[-1]}"))["pages"][0]["hash"]
    assert (await held(official, "official", f"/api/cases/{cases[-1]}"))["origins"]["applicant_name"] == f"scan:{page}"
    await official.get_by_test_id("confirm-applicant_name").click()
    await expect(window.locator(".mirror-origin")).to_have_count(0)
    await official.get_by_test_id("copy-from-page").click()
    await fill(official, stall_name="早餐车")
    await expect(window.locator("[data-field=applicant_id_number]").first).to_have_text("**************771X")

    await official.get_by_test_id("present").click()
    sentences = await read_through(window)
    for sentence in sentences:
        await hear(window, sentence)
    assert any("我自愿申请容缺受理" in sentence for sentence in sentences)
    assert any("承诺不实的" in sentence for sentence in sentences)
    await sign(window)
    await window.get_by_test_id("confirm").click()
    await official.get_by_test_id("accept").click()

    # The resident says how the result comes; what will not do is said, and nothing that was typed is lost.
    await window.get_by_test_id("way-parcel").click()
    await window.get_by_test_id("delivery-recipient").fill("张建国")
    await window.get_by_test_id("delivery-phone").fill("13800138000")
    await window.get_by_test_id("delivery-save").click()
    await expect(window.get_by_test_id("delivery").get_by_role("alert")).to_be_visible()
    await expect(window.get_by_test_id("delivery-recipient")).to_have_value("张建国")
    await window.get_by_test_id("delivery-county").fill("bl")
    await window.get_by_test_id("county-441322").click()
    await window.get_by_test_id("delivery-address").fill("罗阳街道北门路 12 号")
    await window.get_by_test_id("delivery-save").click()
    await expect(window.get_by_test_id("delivery-chosen")).to_contain_text("北门路")
    return await held(official, "official", f"/api/cases/{cases[-1]}")


async def reuse(visit: Visit) -> Json:
    """The same resident again: the paper and the answers of before are taken over, once somebody has looked."""
    official, window = visit.official, visit.window
    await official.get_by_test_id("end-session").click()
    await official.get_by_test_id("end-served").click()
    await window.get_by_test_id("new-number").click()
    cases = cases_seen(official)
    await come_for(visit, "stall")
    await expect(window.get_by_test_id("reuse-yes")).to_be_visible()
    await window.get_by_test_id("reuse-yes").click()
    await official.get_by_test_id("look-identity-card").click()
    await official.get_by_test_id("reuse-identity-card").click()
    await expect(official.locator("#root_stall_name")).to_have_value("早餐车")
    await expect(window.locator("[data-field=stall_name]").first).to_have_text("早餐车")
    await expect(window.locator(".mirror-origin").first).to_have_text("来自以往办件")
    return await held(official, "official", f"/api/cases/{cases[-1]}")


@pytest.mark.timeout(240)
async def test_what_is_undertaken_and_taken_over_stands_at_both_ends(provisioned: Provisioned) -> None:
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        await undertake(visit)
        await take_page(visit, "identity-card")
        accepted = await answer_and_sign(visit)
        assert accepted["state"] == "accepted"
        lines = {line["code"]: line for line in accepted["materials"]}
        assert lines["lease"]["supplyDue"] is not None
        assert lines["no-debt"]["promise"] == "given"
        again = await reuse(visit)
        assert again["origins"]["stall_name"] == "reuse"
        assert (
            next(line for line in again["materials"] if line["code"] == "identity-card")["reusedFrom"] == accepted["id"]
        )


@pytest.mark.timeout(240)
async def test_the_residents_own_key_signs(provisioned: Provisioned, tmp_path: Path) -> None:
    root, key, now = ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate(), datetime.now(UTC)
    trusted = provisioned.data / "signers"
    trusted.mkdir(exist_ok=True)
    (trusted / "root.pem").write_text(pem(issue("Root", root, "Root", root, now=now)))
    (tmp_path / "own.pem").write_text(pem(issue("张建国", key, "Root", root, now=now)))
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        official, window = visit.official, visit.window
        await come_for(visit, "stall-by-certificate")
        await fill(official, applicant_name="张建国", stall_name="早餐车")
        await official.get_by_test_id("present").click()
        await read_through(window)
        summary_hash = await window.get_by_test_id("summary-hash").inner_text()
        (tmp_path / "signature").write_bytes(key.sign(summary_hash.encode()))
        await window.get_by_test_id("certificate-file").set_input_files(tmp_path / "own.pem")
        await window.get_by_test_id("signature-file").set_input_files(tmp_path / "signature")
        await window.get_by_test_id("certificate-send").click()
        await window.get_by_test_id("confirm").click()
        await official.get_by_test_id("accept").click()
        await window.get_by_test_id("case-number").wait_for()


@pytest.mark.timeout(240)
async def test_a_form_is_printed_signed_in_ink_and_scanned_again(provisioned: Provisioned) -> None:
    async with small_counter(provisioned) as product, visiting(product, provisioned) as visit:
        official, window = visit.official, visit.window
        cases = cases_seen(official)
        await come_for(visit, "stall-on-paper")
        await fill(official, applicant_name="张建国", stall_name="早餐车")
        await official.get_by_test_id("present").click()
        await read_through(window)
        await official.get_by_test_id("print-form").click()
        await window.get_by_test_id("print-queue").wait_for(timeout=READING_MILLISECONDS)
        await official.get_by_test_id("request-still").click()
        await official.get_by_test_id("sign-on-paper").click(timeout=READING_MILLISECONDS)
        await window.get_by_test_id("confirm").click()
        await official.get_by_test_id("accept").click()
        await window.get_by_test_id("case-number").wait_for()
        accepted = await held(official, "official", f"/api/cases/{cases[-1]}")
        assert (accepted["state"], accepted["signatureKind"]) == ("accepted", "wet")
