from signaling.core.refusal import Refused
from signaling.protocol.codes import Code


def test_a_refusal_carries_its_code_and_what_the_message_needs() -> None:
    refused = Refused(Code.TOO_MANY_ATTEMPTS, seconds=30)
    assert (refused.code, refused.facts, str(refused)) == (
        Code.TOO_MANY_ATTEMPTS,
        {"seconds": 30},
        "too-many-attempts",
    )
