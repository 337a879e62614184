from agent_console.services.choices import make
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall
from tests.agent_console.store.test_backoffice import actor


async def test_a_reader_chooses_within_their_reach(hall: Hall) -> None:
    lin, zhou = await actor(hall, "lin"), await actor(hall, "zhou")
    own = await hall.product.console.store.read(lambda tx: make(tx, lin))
    assert [each.code for each in own.departments] == ["market-regulation"]
    assert own.departments[0].name.en
    assert {"chen", "lin", "gao"} <= {each.id for each in own.colleagues}
    assert "he" not in {each.id for each in own.colleagues}  # Of another county.
    assert {each.role for each in own.colleagues} == {Role.OFFICIAL}
    region = await hall.product.console.store.read(lambda tx: make(tx, zhou))
    assert len(region.departments) > 1
    assert [each.code for each in region.divisions] == ["441302"]
