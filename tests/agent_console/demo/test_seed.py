import stat
from pathlib import Path

from agent_console.demo.seed import read_demo_catalogue, seed
from tests.agent_console.conftest import Hall


async def test_a_second_start_changes_neither_catalogue_nor_passwords(hall: Hall) -> None:
    before = (await hall.browser().get("/api/items")).content
    assert await seed(hall.product.console, hall.data) == hall.credentials
    assert (await hall.browser().get("/api/items")).content == before
    await hall.signed_in("chen")


def test_the_passwords_are_random_and_the_owners_alone(tmp_path: Path, hall: Hall) -> None:
    assert len({entry.password for entry in hall.credentials}) == len(hall.credentials)
    assert stat.S_IMODE((hall.data / "demo.json").stat().st_mode) == 0o600


def test_one_item_is_simple_enough_to_try_by_hand() -> None:
    assert min(len(item.materials) for item in read_demo_catalogue()) == 1
