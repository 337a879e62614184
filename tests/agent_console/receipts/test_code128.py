import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.receipts.code128 import code128_svg, symbols


def test_the_check_symbol_is_that_of_the_standard() -> None:
    # ISO/IEC 15417: the start symbol and each value times its place, modulo 103.
    assert symbols("YIKI") == (104, 57, 41, 43, 41, (104 + 57 + 82 + 129 + 164) % 103, 106)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_each_symbol_is_eleven_modules_wide_and_the_stop_thirteen(content: str) -> None:
    box = re.search(r'viewBox="0 0 (\d+) ', code128_svg(content))
    assert box is not None
    assert int(box[1]) == 11 * (len(content) + 2) + 13 + 20


@pytest.mark.parametrize("content", ["", "张", "tab\t"])
def test_what_has_no_symbol_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match="code set B"):
        symbols(content)
