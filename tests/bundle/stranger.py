"""Somebody who has the program and nothing else of ours, and what they do with it."""

from __future__ import annotations

import fnmatch
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534
PATIENCE = 60.0
"""Seconds after which something that has not happened will not happen; far above what it takes."""
_MOMENT = 0.05
_SEALED = """\
root=$1; user=$2; place=$3; shift 3
while [ "$1" != -- ]; do mount -t tmpfs -o mode=755 none "$1" || exit 99; shift; done; shift
if [ "$root" != / ] && [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" || exit 99
fi
if [ -n "$user" ] || [ "$root" != / ]; then
    exec chroot ${user:+--userspec="$user"} "$root" env -C "$place" "$@"
fi
exec env -C "$place" "$@"
"""


@dataclass(frozen=True)
class Ended:
    """What a run of the program left: exit code, output and errors."""

    code: int
    output: str
    errors: str


@functools.cache
def sealing(root: Path) -> list[str] | str:
    """Return the command that seals a program in, or a sentence why none can here."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return "this system has no unshare, which takes network and checkout away"
    spaces = ["--mount", "--net"]
    if os.geteuid() != 0:
        if root != Path("/"):
            return "only root can enter a chroot"
        spaces += ["--user", "--map-root-user"]
    command = ["unshare", *spaces, "--", "sh", "-c", _SEALED, "sh"]
    tried = [*command, str(root), "", "/", str(ROOT), "--", "true"]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    return command if done.returncode == 0 else f"no sealing here: {done.stderr.strip()}"


def _hidden() -> list[str]:
    """Return the folders with our source and with any Python; the bundle needs none of them."""
    homes = {ROOT, Path(sys.prefix), Path(sys.base_prefix)} - {Path("/usr")}
    for libraries in (Path("/usr/lib"), Path("/usr/local/lib")):
        homes |= set(libraries.glob("python3*"))
    # The shortest first: what lies in one that is hidden is gone already.
    kept: list[Path] = []
    for home in sorted(homes, key=lambda path: len(path.parts)):
        if home.is_dir() and not any(home.is_relative_to(one) for one in kept):
            kept.append(home)
    return [str(home) for home in kept]


def followed(root: Path, program: Path) -> Path:
    """Return the file that a path inside a chroot leads to, as we see it."""
    found = root / str(program).lstrip("/")
    while found.is_symlink():
        target = found.readlink()
        found = root / str(target).lstrip("/") if target.is_absolute() else found.parent / target
    return found


class Stranger:
    """Runs the program from an empty folder, with an empty home and a bare environment.

    ``place`` is theirs; ``inside`` says how the program calls a path in it.
    """

    def __init__(self, program: Path, root: Path, place: Path, *, sealed: bool) -> None:
        self.program, self.root, self.place, self.sealed = program, root, place, sealed
        self.home, self.folder = place / "home", place / "folder"
        self._user = f"{NOBODY}:{NOBODY}" if sealed and os.geteuid() == 0 else ""
        for path in (place, self.home, self.folder):
            path.mkdir(mode=0o755, exist_ok=True)
            self.give(path)
        place.chmod(0o755)
        self.environment = {
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": self.inside(self.home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        if sys.platform == "win32":
            mine = {"QT_QPA_PLATFORM": "offscreen", "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(self.home)}
            self.environment = {**os.environ, **mine}
        self._running: list[subprocess.Popen[str]] = []

    @property
    def seeds(self) -> str:
        """The folder of the dossiers that came with the program, as the program calls it."""
        folder = followed(self.root, self.program).parent
        in_an_app = folder.parent / "Resources"  # on macOS, beside Contents/MacOS
        data = in_an_app if in_an_app.is_dir() else folder / "_internal"
        return self.inside(data / "jwviewer" / "seeds")

    def inside(self, path: Path) -> str:
        """Return a path of ours as the program sees it."""
        return str(Path("/") / path.relative_to(self.root)) if self.root != Path("/") else str(path)

    def give(self, path: Path) -> None:
        """Make a file or folder of ours theirs."""
        if self._user:
            os.chown(path, NOBODY, NOBODY)

    def use_screen(self, name: str) -> None:
        """Show windows on an X server instead of nowhere."""
        del self.environment["QT_QPA_PLATFORM"]
        self.environment["DISPLAY"] = name

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start the program; ``more`` goes into its environment."""
        return self._start([str(self.program), *arguments], {**self.environment, **more})

    def start_shell(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a shell with the program as ``$0`` in the same surroundings."""
        command = ["sh", "-c", script, str(self.program), *arguments]
        return self._start(command, self.environment)

    def run(self, *arguments: str, **more: str) -> Ended:
        """Run the program to its end."""
        return self.ended(self.start(*arguments, **more))

    def ended(self, process: subprocess.Popen[str]) -> Ended:
        """Wait for the end of what was started."""
        output, errors = process.communicate(timeout=PATIENCE)
        return Ended(process.returncode, output, errors)

    def stop(self, process: subprocess.Popen[str]) -> Ended:
        """Ask a running program to end, as a logout does."""
        if sys.platform == "win32":
            pytest.skip("Windows has no signal that asks a program to end")
        process.send_signal(signal.SIGTERM)
        return self.ended(process)

    def settings(self) -> dict[str, Any]:
        """Return what the program has written into its settings; empty before it did."""
        for path in self._written("settings.json"):
            written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return written
        return {}

    def set(self, **values: object) -> None:
        """Give the program settings before its first start; welcomed, unless said otherwise."""
        places = {"win32": "jwviewer", "darwin": "Library/Application Support/jwviewer"}
        folder = self.home / places.get(sys.platform, ".config/jwviewer")
        target = folder / "settings.json"
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps({"welcomed": True, **values}), encoding="utf-8")
        for path in (target, target.parent, target.parent.parent):
            self.give(path)

    def log(self) -> str:
        """Return all that the program wrote into its logs."""
        return "".join(path.read_text(encoding="utf-8") for path in self._written("*.log"))

    def _written(self, pattern: str) -> Iterator[Path]:
        # Unlike rglob, walk does not mind a folder that the program takes away meanwhile.
        for folder, _, names in os.walk(self.home):
            yield from (Path(folder, name) for name in fnmatch.filter(names, pattern))

    def until(self, process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
        """Wait until something has happened; fail if the program ends first or takes forever."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            try:
                code = process.wait(_MOMENT)
            except subprocess.TimeoutExpired:
                said = self.log()
                assert " ERROR " not in said, said
                assert time.monotonic() < deadline, f"it did not happen; {said}"
                continue
            said = process.stderr.read() if process.stderr else ""
            raise AssertionError(f"the program ended by itself with {code}: {said}")

    def until_open(self, process: subprocess.Popen[str], name: str) -> None:
        """Wait until the dossier in a folder or file of this name is open."""
        self.until(process, lambda: self.recent()[:1] == [name])

    def recent(self) -> list[str]:
        """Return the names of the dossiers opened, the last first."""
        return [Path(path).name for path in self.settings().get("recent", [])]

    def end_all(self) -> None:
        """End what still runs."""
        for process in self._running:
            process.kill()
            process.communicate()
        self._running.clear()

    def _start(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        place, before = self.inside(self.folder), []
        if self.sealed:
            seal = sealing(self.root)
            assert not isinstance(seal, str), seal
            before = [*seal, str(self.root), self._user, place, *_hidden(), "--"]
        elif self.root != Path("/"):
            before = ["chroot", str(self.root), "env", "-C", place]
        process = subprocess.Popen(
            [*before, *command], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._running.append(process)
        return process
