import msgspec
import pytest

from signaling.protocol.commands import OfficialFrame, SupervisorFrame, WindowFrame
from signaling.protocol.messages import ServerFrame


@pytest.mark.parametrize("union", [WindowFrame, OfficialFrame, SupervisorFrame, ServerFrame])
def test_each_direction_can_be_decoded_as_one_union(union: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"type": "no-such-frame"}', type=union)
