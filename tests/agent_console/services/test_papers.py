from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from agent_console.api.schemas import (
    CheckPromise,
    Decide,
    PromiseMaterial,
    Review,
    SeeOriginal,
    SettleOriginal,
    Supply,
    WaiveSupply,
)
from agent_console.core.catalogue import Material
from signaling.core.refusal import Refused
from signaling.protocol.names import Sha256
from tests.support.casework import BASE, CHEN, CLERK, GAO, NAME, PAGE, Casework

ITEM = replace(
    BASE,
    materials=(
        Material("card", NAME, required=False),
        Material("lease", NAME, supply_days=3),
        Material("proof", NAME, promise=True),
    ),
)


@pytest.fixture
def work() -> Iterator[Casework]:
    opened = Casework((ITEM,))
    yield opened
    opened.close()


def test_an_original_is_seen_and_goes_where_the_clerk_says(work: Casework) -> None:
    case = work.open()
    work.act(CLERK, case, SeeOriginal(0, "card"))
    seen = work.act(CLERK, case, SettleOriginal(0, "card", "returned"))
    assert (seen.materials[0].original_seen, seen.materials[0].original) == (True, "returned")
    with pytest.raises(Refused, match="material-unknown"):
        work.act(CLERK, case, SeeOriginal(0, "no-such"))


def test_what_was_waived_is_supplied_before_the_decision(work: Casework) -> None:
    case = work.open()
    with pytest.raises(Refused, match="not-waivable"):
        work.act(CHEN, case, WaiveSupply(0, "proof"))
    waived = work.act(CHEN, case, WaiveSupply(0, "lease"))
    assert waived.materials[1].supply_due == "2026-01-08"
    work.act(CHEN, case, PromiseMaterial(0, "proof"))
    work.accept(case)
    work.act(CHEN, case, Review(0, "granted"))
    with pytest.raises(Refused, match="supply-outstanding"):
        work.act(GAO, case, Decide(0, "granted"))
    with pytest.raises(Refused, match="page-unknown"):
        work.act(CLERK, case, Supply(0, "lease", (Sha256("f" * 64),)))
    with pytest.raises(Refused, match="material-unknown"):
        work.act(CLERK, case, Supply(0, "card", (PAGE,)))
    supplied = work.act(CLERK, case, Supply(0, "lease", (PAGE,)))
    assert (supplied.materials[1].supply_due, supplied.materials[1].pages) == (None, (PAGE,))
    work.act(GAO, case, Decide(0, "granted"))


def test_a_promise_that_proves_false_revokes_what_was_granted(work: Casework) -> None:
    case = work.open()
    with pytest.raises(Refused, match="not-promisable"):
        work.act(CHEN, case, PromiseMaterial(0, "lease"))
    work.act(CHEN, case, PromiseMaterial(0, "proof"))
    work.act(CHEN, case, WaiveSupply(0, "lease"))
    work.accept(case)
    with pytest.raises(Refused, match="promise-unknown"):
        work.act(GAO, case, CheckPromise(0, "lease", True))
    with pytest.raises(Refused, match="ground-missing"):
        work.act(GAO, case, CheckPromise(0, "proof", False))
    seen = work.act(GAO, case, CheckPromise(0, "proof", False, "the room is no shop"))
    assert (seen.materials[2].promise, seen.revoked) == ("false", "the room is no shop")
