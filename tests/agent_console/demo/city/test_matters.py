from agent_console.core.catalogue_file import read_catalogue
from agent_console.demo.city.matters import departments, read_matters


def test_a_subject_becomes_an_item_for_each_act_of_its_kind() -> None:
    items = {str(item.id): item for item in read_catalogue(read_matters("441302"))}
    assert items["pawnshop-filing"].name.zh == "典当业备案"
    assert items["law-firm-new"].name.en == "Law firm licence: new"
    assert {"law-firm-renewal", "law-firm-replacement", "law-firm-cancellation"} <= items.keys()
    assert items["deed-tax-return"].serves == "natural"
    assert "买房交税" in items["deed-tax-return"].aliases


def test_what_is_handled_online_only_is_no_item_of_a_window() -> None:
    assert "licence-replacement" in departments()["education"].online_only
    items = {item.id for item in read_catalogue(read_matters("441302"))}
    assert "private-school-new" in items
    assert "private-school-replacement" not in items
