"""A real CUPS for one test: a scheduler on a socket of its own, and a printer whose tray the test empties and fills."""

import asyncio
import os
import shutil
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PRINTER = "counter"
READY_SECONDS = 20.0
_CUPSD = """Listen {here}/s
LogLevel warn
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """ServerRoot {here}
StateDir {here}/run
CacheDir {here}/cache
RequestRoot {here}/spool
TempDir {here}/tmp
AccessLog {here}/access.log
ErrorLog {here}/error.log
PageLog {here}/page.log
ServerBin {here}/bin
"""
# A backend is called without arguments to list its devices, with a job's to print; STATE lines are RFC 8011's reasons.
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct tray "Unknown" "Tray"'; exit 0; }}
while [ -e {here}/empty ]; do echo "STATE: +media-empty-error" >&2; sleep 0.2; done
echo "STATE: -media-empty-error" >&2
cat "$6" > {here}/printed.pdf
"""


class Cups:
    """A running scheduler with one printer."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.server = str(here / "s")

    @property
    def printed(self) -> bytes:
        """What came out of the printer last."""
        return (self.here / "printed.pdf").read_bytes()

    def empty(self) -> None:
        """Take the paper out of the tray."""
        (self.here / "empty").touch()

    def fill(self) -> None:
        """Put paper in."""
        (self.here / "empty").unlink()


@asynccontextmanager
async def cups(here: Path) -> AsyncIterator[Cups]:
    """Run a scheduler of the test's own; only root may, since CUPS runs a backend of root's as root."""
    for name in ("run", "cache", "spool", "tmp"):
        (here / name).mkdir()
    shutil.copytree("/usr/lib/cups", here / "bin")
    (here / "cupsd.conf").write_text(_CUPSD.format(here=here), "utf-8")
    (here / "cups-files.conf").write_text(_FILES.format(here=here), "utf-8")
    backend = here / "bin" / "backend" / "tray"
    backend.write_text(_BACKEND.format(here=here), "utf-8")
    backend.chmod(stat.S_IRWXU)
    files = ("-c", str(here / "cupsd.conf"), "-s", str(here / "cups-files.conf"))
    scheduler = await asyncio.create_subprocess_exec("/usr/sbin/cupsd", "-f", *files)
    made = Cups(here)
    try:
        async with asyncio.timeout(READY_SECONDS):
            while await _run(made, "lpadmin", "-p", PRINTER, "-E", "-v", "tray:/x", "-m", "raw") != 0:
                pass  # The socket is not there yet; each try takes a process.
        yield made
    finally:
        scheduler.terminate()
        await scheduler.wait()


async def _run(made: Cups, *command: str) -> int:
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, "CUPS_SERVER": made.server}, stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait()
