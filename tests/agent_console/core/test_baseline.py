from agent_console.core.baseline import FIRST, Baseline, yearly_saving
from signaling.protocol.views import Text


def test_a_saving_needs_a_cost() -> None:
    clerks = Baseline("clerks", Text(zh="人员", en="Clerks"), 18, 3, "count", 80_000)
    assert yearly_saving(clerks) == 1_200_000
    assert all(yearly_saving(baseline) is None for baseline in FIRST)


def test_the_first_baselines_have_names_of_their_own() -> None:
    assert len({baseline.name for baseline in FIRST}) == len(FIRST)
