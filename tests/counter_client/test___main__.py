"""The command line: what it refuses, what it keeps, and that it ends with its parent."""

import asyncio
import hashlib
import stat
import sys
from pathlib import Path

import pytest
from av import AudioFrame

from counter_client.__main__ import main
from counter_client.desk import Desk
from counter_client.devices import jpeg, read_sound
from counter_client.listener import OFFICIAL_VOICE, VoiceFile
from counter_client.scene import Scene
from counter_client.specimens import SPECIMENS
from counter_client.speech import hum
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role
from tests.support.official import on_duty
from tests.support.product import OFFICIAL, Product, Provisioned

ROOT = Path(__file__).parents[2]


def test_a_window_must_be_enrolled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--server", "http://127.0.0.1:1", "--simulate"]) == 2
    assert "must be enrolled" in capsys.readouterr().err


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "counter_client", *arguments, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )


async def says(process: asyncio.subprocess.Process, word: str) -> None:
    """Return when a line of the log has this word in it."""
    assert process.stderr is not None
    async with asyncio.timeout(60):
        async for line in process.stderr:
            if word.encode() in line:
                return
    raise AssertionError(f"it ended without saying {word}")


async def test_an_enrolment_is_kept_for_the_next_start(
    product: Product, provisioned: Provisioned, tmp_path: Path
) -> None:
    state = tmp_path / "window"
    code = provisioned.enrolment.removeprefix("enrol=")
    for arguments in (("--enrol", code), ()):
        client = await start("--simulate", "--server", product.url, "--state", str(state), *arguments)
        await says(client, "waiting")
        client.terminate()
        assert await asyncio.wait_for(client.wait(), 20) == 0
    assert stat.S_IMODE(state.stat().st_mode) == 0o600


async def test_it_ends_when_its_parent_is_killed(product: Product, provisioned: Provisioned) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; sys.stdin.read()", stdin=asyncio.subprocess.PIPE
    )
    code = provisioned.enrolment.removeprefix("enrol=")
    client = await start("--simulate", "--server", product.url, "--enrol", code, "--parent", str(parent.pid))
    await says(client, "waiting")
    parent.kill()
    assert await asyncio.wait_for(client.wait(), 20) == 0
    await parent.communicate()


async def test_a_spent_code_is_refused_by_name(product: Product, provisioned: Provisioned) -> None:
    client = await start("--simulate", "--server", product.url, "--enrol", "no-such-code-at-all")
    await says(client, "enrolment-invalid")
    assert await client.wait() == 1


async def test_without_simulation_a_resident_must_be_named(product: Product, provisioned: Provisioned) -> None:
    client = await start("--server", product.url, "--enrol", provisioned.enrolment.removeprefix("enrol="))
    await says(client, "--id-number and --phone")
    assert await client.wait() == 2


async def test_one_visit_from_files(product: Product, provisioned: Provisioned, tmp_path: Path) -> None:
    face, page, voice, heard = (tmp_path / name for name in ("face.jpg", "page.jpg", "voice.wav", "heard.wav"))
    desk = Desk()
    desk.lay("居民身份证", "", 0, 0.0)
    page.write_bytes(desk.still(10.0))
    face.write_bytes(jpeg(Scene(None).at(0.0)))
    writer = VoiceFile(voice)
    writer(OFFICIAL_VOICE, frame := AudioFrame.from_ndarray(hum().at(0, 48_000).reshape(1, -1), layout="mono"))
    frame.sample_rate = 48_000
    writer.finish()
    await writer.write()
    client = await start(
        "--server", product.url, "--enrol", provisioned.enrolment.removeprefix("enrol="), "--item", "title-enquiry",
        "--id-number", SPECIMENS[1].id_number, "--phone", SPECIMENS[1].phone,
        "--camera", str(face), "--voice", str(voice), "--document", str(page), "--play", str(heard),
    )  # fmt: skip
    async with on_duty(product.url, OFFICIAL, provisioned.passwords[OFFICIAL]) as official:
        await official.somebody_waits()
        await official.call_next()
        await official.join()
        for track in Track:
            await official.sees(Source(Role.WINDOW, track), 3)
        scanned = await official.scan()
        assert scanned.hash == hashlib.sha256(page.read_bytes()).hexdigest()
        await official.end()
    assert await asyncio.wait_for(client.wait(), 20) == 0
    assert len(read_sound(heard)) > 960
