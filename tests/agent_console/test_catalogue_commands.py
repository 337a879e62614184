from msgspec.structs import replace

from agent_console import catalogue_commands
from agent_console.catalogue_commands import MOST
from agent_console.core.implementation import Listed
from agent_console.demo.city.city import read_wanted
from agent_console.services.catalogue_files import Format, write_file
from signaling.clock import FakeClock
from signaling.protocol.names import ItemId
from signaling.store.engine import Store

WANTED = read_wanted()


async def test_what_lacks_only_an_official_may_be_published_by_file(store: Store) -> None:
    content = write_file(WANTED, Format.YAML)
    told = await catalogue_commands.bring_in(store, FakeClock(), content, "a.yaml", draft=False, dry_run=False)
    assert (told.text, told.failed) == ("19 added, 0 changed, 0 unchanged, 0 withdrawn", False)
    told = await catalogue_commands.check_stored(store, FakeClock())
    assert told.failed
    assert "company-registration lacks official" in told.text


async def test_a_long_list_is_cut_and_counted(store: Store) -> None:
    first = WANTED[0].item
    many = [Listed(replace(first, id=ItemId(f"{first.id}-{number}"), materials=())) for number in range(MOST + 3)]
    content = write_file(many, Format.CSV)
    told = await catalogue_commands.bring_in(store, FakeClock(), content, "a.zip", draft=False, dry_run=False)
    assert told.failed
    assert told.text.endswith("and 3 more")
    exported, counted = await catalogue_commands.export(store, Format.YAML)
    assert counted.text == "0 items"
    assert (await catalogue_commands.check_file(store, exported, "a.yaml")).text == "0 items, all of them complete"
