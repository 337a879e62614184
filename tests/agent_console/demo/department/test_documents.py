"""Claims about the department's papers."""

from datetime import date

from agent_console.demo.department import documents
from agent_console.demo.seed import read_demo_catalogue
from counter_client.specimens import SPECIMENS
from media.scan.header import read_header

TODAY = date(2026, 3, 2)


def test_everybody_of_the_simulated_window_is_on_record() -> None:
    assert {each.id_number: (each.name, each.address) for each in SPECIMENS} == {
        holder: (known.name, known.address) for holder, known in documents.holders().items()
    }


def test_it_has_every_kind_that_the_catalogue_fetches_from_it() -> None:
    wanted = {m.code for item in read_demo_catalogue() for m in item.materials if m.connector == "public-security"}
    assert wanted == set(documents.KINDS)


def test_a_licence_is_a_picture_of_this_year() -> None:
    licence = documents.licence("premises-proof", SPECIMENS[0].id_number, TODAY)
    assert licence is not None
    assert (licence.issued_on, licence.expires_on) == (date(2026, 1, 1), date(2027, 1, 1))
    header = read_header(licence.content)
    assert header.height > header.width > 1000


def test_nobody_and_nothing_else_is_on_record() -> None:
    assert documents.licence("premises-proof", "441302199001011232", TODAY) is None
    assert documents.licence("passport", SPECIMENS[0].id_number, TODAY) is None


def test_a_decision_is_a_pdf() -> None:
    assert documents.decision("SJ-1", "authority", True, "", TODAY).startswith(b"%PDF")
