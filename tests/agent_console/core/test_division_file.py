import contextlib
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.division import Level, Tree, joined
from agent_console.core.division_file import DivisionsInvalid, read_divisions, spelled
from signaling.protocol.views import Text

KINDS: tuple[Literal["csv", "json"], ...] = ("csv", "json")
REAL = Path(__file__).parents[4] / "shared" / "data" / "divisions"


def test_csv_and_json_say_the_same() -> None:
    csv = "code,name,en\n4413,惠州市,\n441302,惠城区,Huicheng\n"
    json = '[{"code": 4413, "name": "惠州市", "children": [{"code": "441302", "name": "惠城区", "en": "Huicheng"}]}]'
    expected = {"441300": Text("惠州市", "Huizhou City"), "441302": Text("惠城区", "Huicheng")}
    assert read_divisions(csv, "csv") == read_divisions(json, "json") == expected


def test_names_are_spelled_with_their_kind() -> None:
    assert spelled("博罗县") == "Boluo County"
    assert spelled("红河哈尼族彝族自治州") == "Honghehanizuyizu Autonomous Prefecture"
    assert spelled("市辖区") == "Shixia District"


def test_every_fault_is_told_by_its_line() -> None:
    with pytest.raises(DivisionsInvalid) as caught:
        read_divisions("code,name\n4413,惠州市\n44x,坏\n441302,\n", "csv")
    assert caught.value.faults == (
        "line 3: '44x' is no code of 2, 4, 6, 9 or 12 digits",
        "line 4: a name has 1 to 60 characters",
    )
    for text in ("", "name\nx\n", "code,name\n"):
        with pytest.raises(DivisionsInvalid):
            read_divisions(text, "csv")
    with pytest.raises(DivisionsInvalid):
        read_divisions("{}", "json")


@given(st.text())
def test_junk_is_refused(text: str) -> None:
    for kind in KINDS:
        with contextlib.suppress(DivisionsInvalid):
            assert read_divisions(text, kind)


@pytest.mark.skipif(not REAL.is_dir(), reason="the list of real divisions lies beside the repository, or nowhere")
def test_a_real_list_loads_whole() -> None:
    names: dict[str, Text] = {}
    for file in ("provinces", "cities", "areas"):
        names.update(read_divisions((REAL / f"{file}.csv").read_text("utf-8"), "csv"))
    places = Tree(joined(names))
    counties = [division for division in places if division.level is Level.COUNTY]
    assert len(counties) > 2800
    assert [division.name.zh for division in places.path("530102")] == ["云南省", "昆明市", "五华区"]
    assert all(division.parent for division in places if division.level is not Level.PROVINCE)
