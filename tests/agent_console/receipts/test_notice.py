import io
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from agent_console.receipts import notice as module
from agent_console.receipts.notice import FontMissing, MaterialReceived, Notice, font_folder, qr_svg, render_notice
from signaling.protocol.views import Text

NOTICE = Notice(
    number="441302-20260105-00001",
    item=Text(zh="个体工商户设立登记", en="Registration of an individual business"),
    authority=Text(zh="市场监督管理局", en="Administration for Market Regulation"),
    resident="4413**********1231",
    official=Text(zh="陈志远", en="Chen Zhiyuan"),
    accepted_at=datetime(2026, 1, 5, 17, tzinfo=UTC),
    due_on="2026-01-07",
    committed_days=1,
    legal_days=15,
    fee="80.00",
    materials=(MaterialReceived(Text(zh="居民身份证", en="Identity card"), 2),),
    summary_hash="ab" * 32,
    link="https://hall.test/progress/token",
)


def test_the_notice_says_in_both_languages_what_was_accepted() -> None:
    pages = pypdf.PdfReader(io.BytesIO(render_notice(NOTICE))).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    for words in (
        "受理通知书",
        "Notice of Acceptance",
        NOTICE.number,
        NOTICE.item.zh,
        NOTICE.item.en,
        NOTICE.resident,
        "2026-01-06 01:00",  # The hall's time.
        "2026-01-07",
        "¥80.00",
        "居民身份证",
        NOTICE.link,
        NOTICE.summary_hash,
    ):
        assert words in text


def test_the_same_notice_is_the_same_file() -> None:
    assert render_notice(NOTICE) == render_notice(NOTICE)


def test_the_code_is_drawn_as_vectors() -> None:
    assert qr_svg(NOTICE.link).startswith("<svg")
    assert qr_svg(NOTICE.link) != qr_svg(NOTICE.link + "x")


def test_a_missing_font_is_told_by_the_package_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FONT_FOLDERS", (tmp_path,))
    font_folder.cache_clear()
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        font_folder()
    font_folder.cache_clear()
