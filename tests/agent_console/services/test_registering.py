from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from agent_console.api.schemas import AcceptPage, Check, Present, SaveForm, Sign, TellNote
from agent_console.core.catalogue import Material
from agent_console.services.registering import acceptance, check_materials
from signaling.core.refusal import Refused
from signaling.protocol.names import Role, Sha256
from tests.support.casework import BASE, CHEN, CLERK, NAME, PAGE, RESIDENT, Casework

NEEDS = replace(BASE, materials=(Material("card", NAME),), to_tell=(NAME, NAME))


@pytest.fixture
def work() -> Iterator[Casework]:
    opened = Casework((NEEDS,))
    yield opened
    opened.close()


def test_a_note_is_told_once_with_its_time_and_speaker_and_disturbs_nobody(work: Casework) -> None:
    case = work.open()
    version = work.version(case)
    seen = work.act(CLERK, case, TellNote(0, 1))
    assert [(note.speaker, note.told_at is None) for note in seen.to_tell] == [(None, True), (Role.CLERK, False)]
    # The official types on: what the clerk does beside makes nobody's page stale.
    work.act(CHEN, case, SaveForm(version, {"name": "张三"}))
    with pytest.raises(Refused, match="note-unknown"):
        work.act(CHEN, case, TellNote(0, 2))


def test_who_checked_is_recorded(work: Casework) -> None:
    case = work.open()
    assert work.act(CLERK, case, Check(0)).duties == {"checker": "wu"}


def test_nothing_is_presented_without_a_required_material(work: Casework) -> None:
    case = work.open()
    with pytest.raises(Refused, match="materials-missing"):
        work.act(CHEN, case, Present(0))
    work.act(CHEN, case, AcceptPage(0, PAGE, "card"))
    check_materials(work.dossier(case))
    work.act(CHEN, case, Present(0))


@pytest.mark.parametrize(
    ("page", "material", "code"), [("f" * 64, "card", "page-unknown"), (PAGE, "no-such", "material-unknown")]
)
def test_a_page_and_its_material_must_be_there(work: Casework, page: str, material: str, code: str) -> None:
    case = work.open()
    with pytest.raises(Refused, match=code):
        work.act(CHEN, case, AcceptPage(0, Sha256(page), material))


def test_a_signature_is_bound_to_what_was_read(work: Casework) -> None:
    case = work.open()
    work.act(CHEN, case, AcceptPage(0, PAGE, "card"))
    work.act(CHEN, case, Present(0))
    with pytest.raises(Refused, match="hash-mismatch"):
        work.act(RESIDENT, case, Sign(0, Sha256("e" * 64), ()))


def test_silence_counts_from_the_receipt(work: Casework) -> None:
    since = work.clock.now() - timedelta(days=7)
    act = acceptance(work.dossier(work.open()), work.clock.now(), since)
    assert (act.number, act.since) == ("441302-20260105-00001", since)
