from agent_console.demo.resident import Resident


async def test_stopping_what_never_started_is_harmless() -> None:
    await Resident().stop()


async def test_a_resident_that_cannot_come_in_goes_away_by_itself_or_when_told() -> None:
    resident = Resident()
    await resident.start("http://127.0.0.1:9", "no-such-code", None)
    await resident.stop()
    await resident.stop()
