"""The window's printer: against an `lp` and `lpstat` of the test's own that do as they are told, and a real CUPS."""

import os
import shutil
from pathlib import Path

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from counter_client.printer import Faulty, Printer, Spooler
from counter_client.rest import Rest
from signaling.protocol.views import PrintFault, PrintJobView, PrintState, Text
from tests.support.cups import PRINTER
from tests.support.cups import cups as real_cups
from tests.support.desk import NOW
from tests.support.served import served

PDF = b"%PDF-1.7 a notice"
JOB = {
    "id": "job-1",
    "case": "case-1",
    "document": "0" * 64,
    "title": {"zh": "通知书", "en": "Notice"},
    "window": "w1",
    "state": "waiting",
    "fault": None,
    "askedAt": NOW.isoformat(),
    "changedAt": NOW.isoformat(),
}
LP = """#!/bin/sh
case "$2" in counter) ;; *) echo "lp: The printer or class does not exist." >&2; exit 1 ;; esac
cp "$5" "{here}/printed.pdf"; echo "counter-1 window 1024" > "{here}/queue"; echo "request id is counter-1 (1 file(s))"
"""
# Each look at the printer takes the next of its moods; with none left the paper is out.
LPSTAT = """#!/bin/sh
case "$1" in
-r) echo "scheduler is running" ;;
-o) cat "{here}/queue" ;;
*) head -n 1 "{here}/moods"; sed -i 1d "{here}/moods"; [ -s "{here}/moods" ] || : > "{here}/queue" ;;
esac
"""


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("lp", LP), ("lpstat", LPSTAT)):
        program = tmp_path / name
        program.write_text(text.format(here=tmp_path), "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def moods(cups: Path, *lines: str) -> None:
    (cups / "moods").write_text("".join(f"{line}\n" for line in lines), "utf-8")


async def reported(printer: str, *, done_before: bool = False) -> list[tuple[str, str | None]]:
    """Print the one job of a server, and return what was reported of it."""
    told: list[tuple[str, str | None]] = []

    async def jobs(_: Request) -> Response:
        return JSONResponse([JOB])

    async def document(_: Request) -> Response:
        return Response(PDF, media_type="application/pdf")

    async def report(request: Request) -> Response:
        body = await request.json()
        told.append((body["state"], body["fault"]))
        if done_before and body["state"] == "fault":
            return JSONResponse({"code": "not-allowed"}, 409)
        return JSONResponse(JOB)

    routes = [
        Route("/api/print-jobs", jobs),
        Route("/api/print-jobs/job-1/document.pdf", document),
        Route("/api/print-jobs/job-1", report, methods=["POST"]),
    ]
    async with served(routes) as url:
        rest = Rest(url, token="t")
        spooler = Spooler(rest, Printer(printer), poll_seconds=0)
        (job,) = await spooler.waiting()
        assert job.title == Text("通知书", "Notice")
        await spooler.print(job)
        await rest.close()
    return told


async def test_a_document_is_printed_and_reported(cups: Path) -> None:
    moods(cups, "now printing counter-1", "now printing counter-1")
    assert await reported("counter") == [("printing", None), ("done", None)]
    assert (cups / "printed.pdf").read_bytes() == PDF


async def test_an_empty_tray_is_told_at_once_and_so_is_its_refilling(cups: Path) -> None:
    moods(cups, "printing", "Alerts: media-empty-error", "Alerts: media-empty-error", "Alerts: none")
    assert await reported("counter") == [("printing", None), ("fault", "no-paper"), ("printing", None), ("done", None)]


async def test_an_unknown_printer_and_a_missing_scheduler_are_told_apart(
    cups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await reported("moon") == [("printing", None), ("fault", "unknown-printer")]
    monkeypatch.setenv("PATH", str(cups / "nowhere"))
    with pytest.raises(Faulty) as faulty:
        await Printer("counter").queue("t", PDF)
    assert faulty.value.fault is PrintFault.OFFLINE
    assert await Printer("counter").look("counter-1") == (PrintState.FAULT, PrintFault.OFFLINE)


async def test_what_a_clerk_said_meanwhile_is_right(cups: Path) -> None:
    moods(cups, "Alerts: media-jam", "Alerts: media-jam", "Alerts: media-jam")
    assert await reported("counter", done_before=True) == [("printing", None), ("fault", "jam")]


def test_a_job_is_read_as_the_server_writes_it() -> None:
    assert msgspec.convert(JOB, PrintJobView).state is PrintState.WAITING


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("cupsd", path="/usr/sbin") is None, reason="needs root and CUPS")
@pytest.mark.timeout(60)
async def test_a_real_scheduler_prints_and_tells_of_an_empty_tray(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with real_cups(tmp_path_factory.mktemp("c")) as running:
        monkeypatch.setenv("CUPS_SERVER", running.server)
        printer = Printer(PRINTER)
        running.empty()
        request = await printer.queue("通知书", PDF)
        while (state := await printer.look(request)) == (PrintState.PRINTING, None):
            pass  # The backend has not looked into its tray yet.
        assert state == (PrintState.FAULT, PrintFault.NO_PAPER)
        running.fill()
        while (state := await printer.look(request))[0] is not PrintState.DONE:
            pass
        assert running.printed == PDF
        with pytest.raises(Faulty) as faulty:
            await Printer("moon").queue("t", PDF)
        assert faulty.value.fault is PrintFault.UNKNOWN_PRINTER
        monkeypatch.setenv("CUPS_SERVER", str(running.here / "nowhere"))
        with pytest.raises(Faulty) as faulty:
            await printer.queue("t", PDF)
        assert faulty.value.fault is PrintFault.OFFLINE
