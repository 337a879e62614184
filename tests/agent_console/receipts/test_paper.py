from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.receipts import paper as module
from agent_console.receipts.paper import (
    DEMONSTRATION,
    FontMissing,
    Grid,
    Paper,
    Words,
    font_folder,
    qr_svg,
    render,
    text,
)
from tests.support.pdf import assert_says, page_count

PAPER = Paper(
    title=text("通知", "Notice"),
    number="N-1",
    authority=text("某局", "Some bureau"),
    at=datetime(2026, 1, 5, 17, tzinfo=UTC),
    blocks=(Words(text("内容", "Content")),),
    sealed=True,
    mark=DEMONSTRATION,
)


def test_a_paper_says_everything_in_both_languages() -> None:
    assert_says(PAPER, "通知", "Notice", "N-1", "某局", "Some bureau", "内容", "Content", "2026-01-06", "演示文书")


def test_the_same_paper_is_the_same_file() -> None:
    assert render(PAPER) == render(PAPER)


def test_a_long_table_goes_on_over_pages() -> None:
    rows = tuple((f"行 {at}", text("长", "long")) for at in range(120))
    long = Grid((text("甲", "A"), text("乙", "B")), rows, (1, 1))
    assert page_count(render(Paper(PAPER.title, "N-2", PAPER.authority, PAPER.at, (long,)))) > 2


def test_markup_in_what_people_typed_stays_text() -> None:
    typed = "#panic() *bold* $x$ ]"
    assert_says(Paper(PAPER.title, "N-3", PAPER.authority, PAPER.at, (Words(text(typed, "")),)), typed)


def test_the_code_is_drawn_as_vectors() -> None:
    assert qr_svg("https://hall.test/a").startswith("<svg")
    assert qr_svg("https://hall.test/a") != qr_svg("https://hall.test/b")


def test_a_missing_font_is_told_by_the_package_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FONT_FOLDERS", (tmp_path,))
    font_folder.cache_clear()
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        font_folder()
    font_folder.cache_clear()
