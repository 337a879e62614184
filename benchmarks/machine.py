"""Describe the machine that figures were taken on: without it they cannot be compared with anything."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import msgspec


class Machine(msgspec.Struct, frozen=True, rename="camel"):
    """Hardware and versions; no name, no address."""

    processor: str
    cores: int
    memory_gib: int
    kernel: str
    python: str
    openssl: str
    packages: dict[str, str]
    programs: dict[str, str]


def describe() -> Machine:
    """Return this machine's description."""
    import ssl

    cpu = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in cpu if line.startswith("model name")]
    return Machine(
        processor=models[0] if models else platform.machine(),
        cores=os.cpu_count() or 0,
        memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        kernel=platform.release(),
        python=platform.python_version(),
        openssl=ssl.OPENSSL_VERSION,
        packages={name: version(name) for name in ("aiortc", "pylibsrtp", "cryptography", "uvloop", "av")},
        programs={name: _version(name) for name in ("janus", "chromium") if shutil.which(name)},
    )


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return (said.stdout.strip() or said.stderr.strip()).splitlines()[0]
