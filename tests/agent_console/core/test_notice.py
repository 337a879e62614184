from agent_console.core.notice import Channel, DeskEvent, clock_event, mask_address, notice_id


def test_an_address_is_recognised_by_its_owner_and_nobody_else() -> None:
    assert mask_address("zhang.san@example.cn") == "z***@example.cn"
    assert mask_address("13800138000") == "13*******00"
    assert mask_address("") == ""


def test_the_same_thing_told_to_the_same_person_the_same_way_is_one_notice() -> None:
    assert notice_id("c", "urged", "3", Channel.DESK, "chen") == notice_id("c", "urged", "3", Channel.DESK, "chen")
    assert notice_id("c", "urged", "3", Channel.DESK, "chen") != notice_id("c", "urged", "3", Channel.EMAIL, "chen")


def test_each_step_of_the_clock_has_its_event() -> None:
    assert [clock_event(percent) for percent in (50, 80, 100)] == [
        DeskEvent.CLOCK_50,
        DeskEvent.CLOCK_80,
        DeskEvent.CLOCK_100,
    ]
