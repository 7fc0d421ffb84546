"""Runs the program in a hostile environment and judges what it does.

A case is arranged as root in a mount namespace of its own, in a chroot if one is given, and the
program runs in it as somebody who may do nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from linux.screen import Screen, wait_until

from jwviewer.dossier.files import pack

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
WINDOW, EXPORT, FACTS = "window", "export", "facts"
SECONDS = 180
_BAD = re.compile(r"Traceback|Segmentation|core dumped|Aborted|QFATAL|Fatal Python|Exception ign")
# What the system's libraries, and the program of its settings, say about the very thing that is
# wrong while the window opens all the same.
_SYSTEM = re.compile(
    r"Fontconfig (?:error|warning)|ERROR: ld\.so: object|libEGL warning"
    r"|XDG_RUNTIME_DIR is invalid|invalid style override|Available styles"
    r"|^settings were (?:not saved|set aside)|^damaged settings could not be set aside"
)


@dataclass(frozen=True)
class Case:
    """One environment: what is different in it, and what the program has to do there."""

    name: str
    does: str = WINDOW
    """WINDOW, EXPORT or FACTS; or the arguments of a run that must end with ``says``."""
    says: str = ""
    """What the one sentence must hold, where nothing else can be done; a regular expression."""
    environment: Mapping[str, str | None] = field(default_factory=dict)
    before: str = ""
    """Shell lines run as root; $HOME, $WORK and $DOSSIER are there."""
    wrap: str = ""
    """Shell words put before the program, run as the person."""
    after: str = ""
    """Shell lines that must hold when all is over, run as root."""
    dossier: str = ""
    """What to open, instead of the dossier that ships; may hold $WORK and $DOSSIER."""
    opens: bool = True
    """Whether a window shows a dossier in the end; without one it says why in a bar."""
    user: int = NOBODY
    beside: int = 0
    """The number of another person who has the program open on the same display already."""
    apart: str = ""
    """More that is kept apart from the system, as an option of unshare."""
    undo: str = ""
    """Shell lines that put back what ``before`` moved in a chroot."""
    of_system: bool = False
    """Whether it depends on the system's libraries, so that it is tried on every release."""
    needs: str = ""
    """"root" for mounts and other users, "chroot" for a system that may be broken."""


class Ground:
    """Where cases are tried: a program, a root folder, a display; each case gets a clean home."""

    def __init__(
        self,
        program: Sequence[str],
        root: Path = Path("/"),
        screen: Screen | None = None,
        *,
        may_mount: bool,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.program = list(program)
        self.environment = dict(environment or {})
        self.root = root
        self.screen = screen
        self.may_mount = may_mount

    def faults(self, case: Case) -> list[str]:
        """Return what the program did wrong in a case; nothing if all is well."""
        with self._place(case.user) as place, ExitStack() as others:
            inside = Path("/") / place.relative_to(self.root)
            if case.beside:
                others.enter_context(self._neighbour(replace(case, user=case.beside)))
            try:
                return self._run(case, place, inside)
            finally:
                if case.undo:
                    self._as_root(case.undo, inside)

    @contextmanager
    def _place(self, user: int) -> Iterator[Path]:
        """Make a clean home and working folder for a person."""
        base = self.root / "var" / "tmp" if self.root != Path("/") else None
        with tempfile.TemporaryDirectory(prefix="trial-", dir=base) as name:
            self._furnish(Path(name), user)
            yield Path(name)

    @contextmanager
    def _neighbour(self, case: Case) -> Iterator[None]:
        """Let somebody else have the window open."""
        screen = self.screen
        assert screen is not None
        with self._place(case.user) as place:
            script = self._script(case, Path("/") / place.relative_to(self.root), WINDOW)
            process = subprocess.Popen(
                self._command(case, script),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                wait_until(lambda: process.poll() is not None or _open(screen) == 1)
                yield
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()

    def _furnish(self, place: Path, user: int) -> None:
        for folder in ("home", "work"):
            (place / folder).mkdir()
        pack(ROOT / "seeds" / "tutorial", place / "work" / "tutorial.dossier")
        place.chmod(0o755)
        if self.may_mount:
            for path in (place, *place.rglob("*")):
                os.chown(path, user, user)

    def _variables(self, case: Case, inside: Path) -> dict[str, str]:
        display = self.screen.display if self.screen else ""
        variables: dict[str, str | None] = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(inside / "home"),
            "DISPLAY": display or None,
            "QT_QPA_PLATFORM": None if display else "offscreen",
            **self.environment,
            **case.environment,
        }
        known = {"WORK": str(inside / "work"), "HOME": str(inside / "home")}
        return {
            name: re.sub(r"\$(WORK|HOME)\b", lambda found: known[found[1]], value)
            for name, value in variables.items()
            if value is not None
        }

    def _script(self, case: Case, inside: Path, does: str) -> str:
        """Return the shell lines of a whole case."""
        work = inside / "work"
        arguments = {
            WINDOW: case.dossier,
            EXPORT: f'export {case.dossier} --pane timeline --size 800x500 --output "$WORK/a.png"',
            FACTS: f"facts {case.dossier}",
        }.get(does, does)
        variables = shlex.join(
            [f"{name}={value}" for name, value in self._variables(case, inside).items()]
        )
        run = f"{case.wrap} exec {shlex.join(self.program)} {arguments}"
        person = f"setpriv --reuid={case.user} --regid={case.user} --clear-groups "
        names = f"HOME={inside}/home WORK={work} DOSSIER={work}/tutorial.dossier"
        return (
            f"export {names}\n{case.before}\ncd {work}\n"
            f"exec {person if self.may_mount else ''}"
            f"env -i {variables} WORK={work} DOSSIER={work}/tutorial.dossier "
            f"sh -c {shlex.quote(run)}"
        )

    def _command(self, case: Case, script: str) -> list[str]:
        away = ["/usr/sbin/chroot", str(self.root)] if self.root != Path("/") else []
        apart = ["unshare", "--mount", "--propagation", "private"] if self.may_mount else []
        return [*apart, *case.apart.split(), *away, "sh", "-ec", script]

    def _as_root(self, lines: str, inside: Path) -> int:
        script = f"HOME={inside}/home; WORK={inside}/work\n{lines}"
        away = ["/usr/sbin/chroot", str(self.root)] if self.root != Path("/") else []
        return subprocess.run([*away, "sh", "-ec", script], check=False).returncode

    def _run(self, case: Case, place: Path, inside: Path) -> list[str]:
        does = case.does if case.does != WINDOW or self.screen else EXPORT
        output = place / "output"
        with output.open("wb") as file:
            process = subprocess.Popen(
                self._command(case, self._script(case, inside, does)),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                faults = self._watch(case, does, process)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        said = output.read_text(encoding="utf-8", errors="replace")
        faults += self._judge(case, does, said, process.returncode)
        if does == EXPORT and not case.says:
            picture = place / "work" / "a.png"
            if not picture.is_file() or not picture.read_bytes().startswith(b"\x89PNG"):
                faults.append("no picture was written")
        for log in place.rglob("jwviewer.log"):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            faults += [line for line in lines if " ERROR " in line or " CRITICAL " in line]
        if case.after and self._as_root(case.after, inside) != 0:
            faults.append(f"this does not hold: {case.after}")
        return [f"{fault}\n    it said: {said.strip()}" for fault in faults]

    def _watch(self, case: Case, does: str, process: subprocess.Popen[bytes]) -> list[str]:
        if does != WINDOW or case.says:
            try:
                process.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return ["it did not end"]
            return []
        assert self.screen is not None
        screen = self.screen
        count = 2 if case.beside else 1
        shown = wait_until(lambda: process.poll() is not None or _open(screen, case.opens) == count)
        if process.poll() is not None or not shown:
            return [f"no window came; exit {process.returncode}"]
        painted = wait_until(lambda: process.poll() is not None or screen.colours() > 30)
        if process.poll() is not None or not painted:
            return ["the window was not painted"]
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            return ["it did not end when asked to"]
        if process.returncode not in (0, -signal.SIGTERM, 128 + signal.SIGTERM):
            return [f"asked to end it gave {process.returncode}"]
        return []

    def _judge(self, case: Case, does: str, said: str, code: int | None) -> list[str]:
        faults = []
        if _BAD.search(said):
            faults.append("it crashed")
        lines = [line for line in said.splitlines() if line.strip() and not _SYSTEM.search(line)]
        if case.says:
            if code not in (1, 2):
                faults.append(f"exit {code} where it had to refuse")
            if len(lines) != 1 or not re.search(case.says, lines[0]):
                faults.append(f"not one sentence with '{case.says}'")
        elif does in (EXPORT, FACTS) and code != 0:
            faults.append(f"exit {code}")
        elif does == WINDOW and lines:
            faults.append("it said something where nothing is wrong")
        return faults


def _open(screen: Screen, dossier: bool = True) -> int:
    """Return how many windows of the program there are, with a dossier if that is asked."""
    return sum(("— jwviewer" if dossier else "jwviewer") in one for one in screen.titles())
