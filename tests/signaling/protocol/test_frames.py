import msgspec

from signaling.protocol.commands import OfficialFrame, SupervisorFrame, TakeTicket, WindowFrame
from signaling.protocol.names import ItemId, Language


def test_a_frame_is_named_in_kebab_case_and_its_fields_in_camel_case() -> None:
    frame = TakeTicket(ref="ref-0001", id_number="1", phone="2", item=ItemId("x"), language=Language.CHINESE)
    assert msgspec.to_builtins(frame) == {
        "type": "take-ticket",
        "ref": "ref-0001",
        "idNumber": "1",
        "phone": "2",
        "item": "x",
        "language": "zh-CN",
        "home": None,
        "collectAt": None,
        "case": None,
        "email": None,
    }


def test_every_command_with_a_reply_can_be_repeated_by_its_ref() -> None:
    silent = {"Hello", "Ping", "Point", "ReportQuality", "UseField"}
    for union in (WindowFrame, OfficialFrame, SupervisorFrame):
        for frame in union.__args__:
            assert ("ref" in frame.__struct_fields__) is (frame.__name__ not in silent), frame.__name__
