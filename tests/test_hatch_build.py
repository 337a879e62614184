from pathlib import Path

import pytest

import hatch_build


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Sources whose build is a copy; npm is the real one, and nothing is fetched."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "page.txt").write_text("one")
    (tmp_path / "package.json").write_text(
        '{"name": "pages", "version": "1.0.0", "scripts": {"build": "mkdir -p dist && cp src/page.txt dist/ #"}}'
    )
    (tmp_path / "package-lock.json").write_text(
        '{"name": "pages", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"version": "1.0.0"}}}'
    )
    (tmp_path / "node_modules").mkdir()
    return tmp_path


def test_pages_are_built_once_and_again_when_a_source_changes(web: Path) -> None:
    assert hatch_build.build_pages(web)
    assert (web / "dist" / "page.txt").read_text() == "one"
    assert not hatch_build.build_pages(web)
    (web / "src" / "page.txt").write_text("two")
    assert hatch_build.build_pages(web)
    assert (web / "dist" / "page.txt").read_text() == "two"


def test_what_is_built_or_installed_is_no_source(web: Path) -> None:
    hatch_build.build_pages(web)
    (web / "node_modules" / "more.js").write_text("")
    (web / "dist" / "more.js").write_text("")
    assert not hatch_build.build_pages(web)


def test_a_failed_build_is_no_build(web: Path) -> None:
    (web / "src" / "page.txt").unlink()
    with pytest.raises(hatch_build.PagesNotBuilt, match="build"):
        hatch_build.build_pages(web)
    assert not (web / "dist" / ".sources").exists()
