"""Claims about grants: signed, for this node, in time, once."""

import base64

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from media.core.grants import MAX_BEARER, Spent, SpentGrants, has_expired, read_grant
from signaling.ports import Refused
from signaling.protocol.codes import Code
from signaling.protocol.media import Grant
from signaling.protocol.names import PeerId, Role, SessionId

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
GRANT = Grant("g1", SessionId("s1"), PeerId("p1"), Role.WINDOW, "node", 1000.0)
SPENT = Spent(b"digest", "location", "answer")


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sign(claims: bytes, key: Ed25519PrivateKey = KEY) -> str:
    first = encode(claims)
    return f"{first}.{encode(key.sign(first.encode()))}"


def bearer(grant: Grant = GRANT) -> str:
    return sign(msgspec.json.encode(grant))


def code_of(text: str) -> Code:
    with pytest.raises(Refused) as refused:
        read_grant(text, KEY.public_key(), "node")
    return refused.value.code


def test_a_grant_of_the_desk_is_read() -> None:
    assert read_grant(bearer(), KEY.public_key(), "node") == GRANT


def test_a_grant_signed_by_somebody_else_is_invalid() -> None:
    assert code_of(sign(msgspec.json.encode(GRANT), Ed25519PrivateKey.generate())) is Code.GRANT_INVALID


def test_a_changed_claim_is_invalid() -> None:
    other = encode(msgspec.json.encode(msgspec.structs.replace(GRANT, role=Role.OFFICIAL)))
    assert code_of(f"{other}.{bearer().partition('.')[2]}") is Code.GRANT_INVALID


@pytest.mark.parametrize("change", [{"node": "other"}, {"role": Role.CLERK}])
def test_a_grant_for_another_node_or_a_role_without_media_is_invalid(change: dict[str, str]) -> None:
    assert code_of(bearer(msgspec.structs.replace(GRANT, **change))) is Code.GRANT_INVALID


@pytest.mark.parametrize("text", ["", ".", "a.b", "é.é", "x" * (MAX_BEARER + 1), sign(b"{}"), sign(b"\xff")])
def test_what_is_no_grant_is_invalid(text: str) -> None:
    assert code_of(text) is Code.GRANT_INVALID


@given(some.text(max_size=200))
def test_junk_is_invalid_and_nothing_worse(text: str) -> None:
    assert code_of(text) is Code.GRANT_INVALID


@pytest.mark.parametrize(("now", "expired"), [(1000.0, False), (1004.0, False), (1006.0, True)])
def test_a_grant_expires_after_the_clocks_skew(now: float, expired: bool) -> None:
    assert has_expired(GRANT, now) is expired


def test_an_unspent_grant_has_no_former_answer() -> None:
    assert SpentGrants().former(GRANT, b"digest") is None


def test_the_same_offer_gets_the_same_answer_again() -> None:
    spent = SpentGrants()
    spent.spend(GRANT, SPENT)
    assert spent.former(GRANT, b"digest") == SPENT


def test_another_offer_finds_the_grant_used() -> None:
    spent = SpentGrants()
    spent.spend(GRANT, SPENT)
    with pytest.raises(Refused, match="grant-used"):
        spent.former(GRANT, b"other")


def test_a_grant_whose_peer_was_closed_stays_used() -> None:
    spent = SpentGrants()
    spent.spend(GRANT, SPENT)
    spent.close(GRANT.id)
    spent.forget_expired(GRANT.expires)
    with pytest.raises(Refused, match="grant-used"):
        spent.former(GRANT, b"digest")


def test_an_expired_grant_is_forgotten_once_its_peer_is_gone() -> None:
    spent = SpentGrants()
    spent.spend(GRANT, SPENT)
    spent.forget_expired(GRANT.expires + 60)
    assert spent.former(GRANT, b"digest") == SPENT
    spent.close(GRANT.id)
    spent.forget_expired(GRANT.expires + 60)
    assert spent.former(GRANT, b"digest") is None
