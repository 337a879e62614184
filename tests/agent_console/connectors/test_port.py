from agent_console.connectors.port import ConnectorFailed, Fault


def test_a_failure_that_nobody_classed_is_an_answer_not_as_agreed() -> None:
    assert ConnectorFailed("land: odd").fault is Fault.BROKEN
    assert ConnectorFailed("land: silent", Fault.UNREACHABLE).fault is Fault.UNREACHABLE
