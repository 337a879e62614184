import pytest

from counter_client.core.printing import fault_of, is_queued, is_running, refusal_of, request_of
from signaling.protocol.views import PrintFault

IDLE = "printer counter is idle.  enabled since Mon Jan  5 09:00:00 2026\n\tAlerts: none\n"


def test_a_request_is_known_by_what_lp_announces() -> None:
    assert request_of("request id is counter-12 (1 file(s))\n") == "counter-12"
    assert request_of("") is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("lp: The printer or class does not exist.\n", PrintFault.UNKNOWN_PRINTER),
        ('lpstat: Invalid destination name in list "moon".\n', PrintFault.UNKNOWN_PRINTER),
        ("lp: Error - scheduler not responding.\n", PrintFault.OFFLINE),
        ("lp: Bad file descriptor\n", PrintFault.OFFLINE),
        ("lp: Destination is not accepting jobs.\n", PrintFault.OTHER),
    ],
)
def test_what_lp_refuses_has_its_word(said: str, fault: PrintFault) -> None:
    assert refusal_of(said) is fault


def test_a_request_is_queued_while_lpstat_lists_it() -> None:
    listed = "counter-12              window            1024   Mon Jan  5 09:00:00 2026\n"
    assert is_queued(listed, "counter-12")
    assert not is_queued(listed, "counter-1")
    assert not is_queued("", "counter-12")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (IDLE, None),
        (IDLE.replace("none", "media-empty-error"), PrintFault.NO_PAPER),
        (IDLE.replace("none", "media-jam-warning"), PrintFault.JAM),
        (IDLE.replace("none", "offline-report connecting-to-device"), PrintFault.OFFLINE),
        (IDLE.replace("none", "cover-open"), PrintFault.OTHER),
        ("printer counter disabled since Mon Jan  5 09:00:00 2026 -\n\treason unknown\n", PrintFault.OTHER),
    ],
)
def test_what_holds_a_printer_up_has_its_word(said: str, fault: PrintFault | None) -> None:
    assert fault_of(said) is fault


def test_a_scheduler_runs_or_does_not() -> None:
    assert is_running("scheduler is running\n")
    assert not is_running("scheduler is not running\n")
