import re
import sqlite3
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.demo.seed import CATALOGUE, DIVISIONS

PLACE = ("--division", "441302", "--hall", "huicheng", "--name-zh", "一", "--name-en", "One")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REMOTE_COUNTER_DATA", str(tmp_path / "var"))
    return tmp_path / "var"


def test_a_window_is_enrolled_by_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", "window-1", *PLACE]) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/window#enrol=[\w-]{24}\n", capsys.readouterr().out)


def test_an_account_gets_a_password_that_nobody_had_to_think_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "add", "chen", "--role", "official", "--departments", "a,b", *PLACE]) == 0
    assert re.fullmatch(r"password: [\w-]{16}\n", capsys.readouterr().out)


def test_a_catalogue_is_imported_and_told_by_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    for expected in ("19 added, 0 changed, 0 unchanged", "0 added, 0 changed, 19 unchanged"):
        assert main(["catalogue", "import", str(CATALOGUE)]) == 0
        assert expected in capsys.readouterr().out


def test_a_catalogue_goes_out_and_comes_in_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["catalogue", "import", str(CATALOGUE), "--dry-run"]) == 0
    assert "19 added" in capsys.readouterr().out
    main(["catalogue", "import", str(CATALOGUE), "--draft"])
    for name in ("a.yaml", "a.xlsx", "a.zip"):
        assert main(["catalogue", "export", str(tmp_path / name)]) == 0
        assert main(["catalogue", "import", str(tmp_path / name), "--draft"]) == 0
        assert "19 unchanged" in capsys.readouterr().out
    assert main(["catalogue", "export", str(tmp_path / "a.pdf")]) == 1


def test_what_keeps_items_from_being_published_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("department,group,name,item_code\n水务局,未分类,取水许可,X-1\n", "utf-8")
    assert main(["catalogue", "import", str(file)]) == 1
    assert "x-1 lacks name, materials, form, decider" in capsys.readouterr().err
    assert main(["catalogue", "import", str(file), "--draft"]) == 0
    assert main(["catalogue", "check"]) == 1
    assert "1 items, 1 of them cannot be published" in capsys.readouterr().err
    assert main(["catalogue", "check", str(file)]) == 1
    file.write_text("id,legal-days\nx,soon\n", "utf-8")
    assert main(["catalogue", "check", str(file)]) == 1
    assert "items, row 2, column legal-days: not a whole number" in capsys.readouterr().err


def test_divisions_are_imported_and_told_by_numbers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for expected in ("42 added, 0 changed", "0 added, 0 changed, 42 unchanged"):
        assert main(["divisions", "import", str(DIVISIONS)]) == 0
        assert expected in capsys.readouterr().out
    (tmp_path / "bad.csv").write_text("code,name\nx,y\n")
    assert main(["divisions", "import", str(tmp_path / "bad.csv")]) == 1
    assert "line 2" in capsys.readouterr().err


def test_offices_are_imported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "offices.yaml"
    file.write_text(
        "- {id: hall, kind: hall, name: {zh: 厅, en: Hall}, division: '441302', address: {zh: 路, en: Road},\n"
        "   hours: {week: [{days: [6], opens: '09:00', closes: '17:00'}]}}\n",
        "utf-8",
    )
    assert main(["offices", "import", str(file)]) == 0
    assert "1 added" in capsys.readouterr().out
    file.write_text("- {id: hall, kind: bank}\n")
    assert main(["offices", "import", str(file)]) == 1
    assert "$[0].kind" in capsys.readouterr().err


def test_a_faulty_catalogue_is_refused_by_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("format: 1\ndivision: nowhere\ndepartments: {}\nareas: {}\nitems: []\n")
    assert main(["catalogue", "import", str(file)]) == 1
    assert "$.division" in capsys.readouterr().err


def test_a_file_that_is_no_yaml_is_told_by_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("format: [1\nitems: }")
    assert main(["catalogue", "import", str(file)]) == 1
    assert "line 2" in capsys.readouterr().err


def test_a_sound_audit_says_so_and_a_changed_one_does_not(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["enrol", "window-1", *PLACE])
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.endswith("sound\n")
    with sqlite3.connect(data / "desk.sqlite") as database:
        database.execute("UPDATE audit SET actor = 'somebody-else'")
    database.close()
    assert main(["audit", "verify"]) == 1
    assert "entry-changed: audit/desk at 1" in capsys.readouterr().out


def test_an_unknown_setting_is_told_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[http]\nprot = 1\n")
    assert main(["serve", "--config", str(file)]) == 1
    assert "prot" in capsys.readouterr().err


def test_the_generated_files_are_fresh() -> None:
    assert main(["types", "--check"]) == 0
