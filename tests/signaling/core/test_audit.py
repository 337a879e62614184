import hashlib
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from signaling.core.audit import GENESIS, ChainEnd, Entry, Head, Witnessed, canonical, fact_digest, instant, link
from signaling.protocol.names import Role, StreamName

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STREAM = StreamName("session/1")
ENTRY = Entry("o1", Role.OFFICIAL, "call-next", "t1", NOW, {"number": "A017", "waited": 12.5, "again": None})
FACTS = canonical([Witnessed(STREAM, 7, "ab" * 32)])


def test_canonical_json_has_sorted_keys_and_no_white_space() -> None:
    assert canonical({"b": [1, 2.5], "a": "惠城", "c": None}) == '{"a":"惠城","b":[1,2.5],"c":null}'.encode()


def test_an_instant_has_one_text_in_whatever_zone_it_was_read() -> None:
    here = NOW.astimezone(timezone(timedelta(hours=8)))
    assert instant(NOW) == instant(here) == "2026-01-05T09:00:00.000000Z"


def test_a_link_can_be_recomputed_with_any_tool() -> None:
    """What an auditor without our code does."""
    text = (
        '{"action":"call-next","actor":"o1","at":"2026-01-05T09:00:00.000000Z",'
        '"details":{"again":null,"number":"A017","waited":12.5},'
        f'"facts":[["session/1",7,"{"ab" * 32}"]],"previous":"{"00" * 32}","role":"official","seq":1,'
        '"stream":"session/1","subject":"t1"}'
    )
    assert link(STREAM, 1, GENESIS, ENTRY, FACTS) == hashlib.sha256(text.encode()).digest()


def test_everything_in_an_entry_and_its_place_is_covered() -> None:
    links = [
        link(STREAM, 1, GENESIS, ENTRY, FACTS),
        link(StreamName("session/2"), 1, GENESIS, ENTRY, FACTS),
        link(STREAM, 2, GENESIS, ENTRY, FACTS),
        link(STREAM, 1, b"\1" * 32, ENTRY, FACTS),
        link(STREAM, 1, GENESIS, ENTRY, b"[]"),
        link(STREAM, 1, GENESIS, replace(ENTRY, actor="o2"), FACTS),
        link(STREAM, 1, GENESIS, replace(ENTRY, role=Role.CLERK), FACTS),
        link(STREAM, 1, GENESIS, replace(ENTRY, action="end-session"), FACTS),
        link(STREAM, 1, GENESIS, replace(ENTRY, subject="t2"), FACTS),
        link(STREAM, 1, GENESIS, replace(ENTRY, at=NOW + timedelta(microseconds=1)), FACTS),
        link(STREAM, 1, GENESIS, replace(ENTRY, details={}), FACTS),
    ]
    assert len(set(links)) == len(links)


@given(st.binary(), st.binary(), st.frozensets(st.text()), st.frozensets(st.text()))
def test_a_facts_digest_covers_its_bytes_and_its_audience(
    first: bytes, second: bytes, one: frozenset[str], other: frozenset[str]
) -> None:
    same = first == second and one == other
    assert (fact_digest(canonical(one), first) == fact_digest(canonical(other), second)) == same


def test_a_head_is_written_the_same_way_whatever_order_its_chains_come_in() -> None:
    ends = {StreamName("b"): ChainEnd(1, "0b"), StreamName("a"): ChainEnd(2, "0a")}
    head = Head(1, instant(NOW), GENESIS.hex(), ends)
    assert canonical(head) == canonical(replace(head, chains=dict(sorted(ends.items()))))
