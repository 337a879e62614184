from agent_console.services.drafting import mask_number
from tests.agent_console.conftest import ID_NUMBER, Hall
from tests.support.after import accepted, made


def test_numbers_of_persons_are_hidden_in_part_and_names_are_not() -> None:
    assert mask_number(ID_NUMBER) == "4413**********1231"
    assert mask_number("44130219900101123X") == "4413**********123X"
    assert mask_number("惠城区张三小吃店") == "惠城区张三小吃店"
    assert mask_number("50000.00") == "50000.00"


async def test_the_authority_is_that_of_the_deciding_division(hall: Hall) -> None:
    case, _ = await accepted(hall)
    assert "市场监督管理局" in (await made(hall, case))["notice"].authority.zh
