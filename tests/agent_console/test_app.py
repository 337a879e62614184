from pathlib import Path

from agent_console.app import database_url
from signaling.settings import Settings
from tests.agent_console.conftest import Hall


def test_without_a_url_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert database_url(Settings(data=tmp_path)) == f"sqlite:///{tmp_path / 'desk.sqlite'}"
    assert database_url(Settings(database="postgresql+psycopg://x")) == "postgresql+psycopg://x"


async def test_every_room_is_reached_through_the_one_application(hall: Hall) -> None:
    paths = {getattr(route, "path", "") for route in hall.product.asgi.routes}
    assert {"/ws/window", "/ws/official", "/ws/supervisor", "/media/peers", "/api/items", "/healthz", "/"} <= paths


async def test_an_offer_without_a_grant_is_refused(hall: Hall) -> None:
    answer = await hall.browser().post("/media/peers", content="v=0", headers={"Content-Type": "application/sdp"})
    assert (answer.status_code, answer.json()["code"]) == (401, "grant-invalid")


async def test_closing_the_desk_twice_is_harmless(hall: Hall) -> None:
    await hall.product.close_desk()
    await hall.product.close_desk()
