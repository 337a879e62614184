from agent_console import generate


def test_what_is_checked_in_is_what_would_be_written_now() -> None:
    generate.check()
