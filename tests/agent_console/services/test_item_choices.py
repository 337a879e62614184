import msgspec

from agent_console.core.catalogue_file import ItemEntry
from agent_console.services.item_choices import make
from tests.agent_console.conftest import ITEM, Hall


async def test_all_that_an_item_may_name_is_offered_by_name(hall: Hall) -> None:
    console = hall.product.console
    tree = (await console.finder.atlas()).tree
    offered = await console.store.read(lambda tx: make(tx, tree, ("tax",)))
    assert "market-regulation" in {each.code for each in offered.departments}
    assert "general" in {each.code for each in offered.areas}
    assert ITEM in {each.code for each in offered.items}
    assert offered.connectors == ("tax",)
    assert "business-registration" in offered.qualifications
    assert {len(each.code) for each in offered.divisions} <= {6}
    assert {each.kind.value for each in offered.offices} <= {"hall", "agency"}


async def test_what_an_absent_key_means_is_told_as_the_file_writes_it(hall: Hall) -> None:
    console = hall.product.console
    tree = (await console.finder.atlas()).tree
    told = msgspec.json.decode((await console.store.read(lambda tx: make(tx, tree, ()))).defaults)
    assert told["item"]["target-minutes"] == 15
    assert told["item"]["delivery"] == ["window", "parcel"]
    assert told["implementation"]["must-differ"] == [["acceptor", "decider"]]
    assert told["material"]["required"] is True
    wanted = {field.encode_name for field in msgspec.structs.fields(ItemEntry) if not field.required}
    assert told["item"].keys() == wanted
