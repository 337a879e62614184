import stat
from pathlib import Path

import msgspec

from agent_console.core.publishing import lacks
from agent_console.demo.city.city import read_city, read_wanted
from agent_console.demo.seed import read_demo_catalogue, seed
from agent_console.store import catalogue, places
from tests.agent_console.conftest import Hall


async def test_a_second_start_changes_neither_catalogue_nor_passwords(hall: Hall) -> None:
    before = (await hall.browser().get("/api/items")).content
    revision = await hall.product.console.store.read(catalogue.revision)
    assert await seed(hall.product.console, hall.data) == hall.credentials
    assert (await hall.browser().get("/api/items")).content == before
    assert await hall.product.console.store.read(catalogue.revision) == revision
    await hall.signed_in("chen")


async def test_somebody_new_gets_a_password_and_the_others_keep_theirs(hall: Hall) -> None:
    kept = [entry for entry in hall.credentials if entry.account != "admin"]
    (hall.data / "demo.json").write_bytes(msgspec.json.encode(kept))
    again = await seed(hall.product.console, hall.data)
    assert again[:-1] == tuple(kept)
    assert again[-1].account == "admin"


async def test_the_whole_city_is_laid_down_with_its_halls_and_can_be_published(hall: Hall) -> None:
    store = hall.product.console.store
    await seed(hall.product.console, hall.data, whole=True)
    listed = [each for _, each in await store.read(catalogue.latest)]
    assert len(listed) == 1087
    assert len(await store.read(places.halls)) == 16
    officials = await store.read(catalogue.officials)
    known = {each.item.id for each in listed}
    assert [(each.item.id, lacks(each, officials, known)) for each in listed if lacks(each, officials, known)] == []


def test_the_passwords_are_random_and_the_owners_alone(tmp_path: Path, hall: Hall) -> None:
    assert len({entry.password for entry in hall.credentials}) == len(hall.credentials)
    assert stat.S_IMODE((hall.data / "demo.json").stat().st_mode) == 0o600


def test_one_item_is_simple_enough_to_try_by_hand() -> None:
    assert min(len(item.materials) for item in read_demo_catalogue()) == 1


def test_what_is_written_by_hand_is_part_of_the_city() -> None:
    assert read_city()[: len(read_wanted())] == read_wanted()
