"""What a person does with the package on one system, step by step from install to purge."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bundling.places import ROOT
from identity import mime_type, version
from linux import tarball
from linux.chroots import Chroot
from linux.hostile import try_all
from linux.screen import Screen, wait_until
from linux.trial import NOBODY, Ground

from jwviewer.dossier.files import pack

PROGRAM = "/usr/bin/jwviewer"
DESKTOP = (
    "desktop-file-utils", "hicolor-icon-theme", "libglib2.0-bin", "libgtk-3-bin",
    "gtk-update-icon-cache", "libfile-mimeinfo-perl", "shared-mime-info", "xdg-utils",
)  # fmt: skip
NAME = "mes données ü 家.dossier"
Step = tuple[str, Callable[[], list[str]]]


class Installed:
    """The package on a clean system, with a display and a folder for screenshots.

    Unless the ``whole`` is asked for, of the long tests only those run that depend on the system.
    """

    def __init__(
        self, chroot: Chroot, screen: Screen, package: Path, pictures: Path, whole: bool
    ) -> None:
        self.chroot = chroot
        self.screen = screen
        self.package = package
        self.pictures = pictures
        self.whole = whole
        self.before = _names(chroot.root)
        self.home = Path("/var/tmp/somebody")

    def steps(self) -> Iterator[Step]:
        """Give the steps in their order."""
        yield "installs a lower version without recommends", self.install_lower
        yield "upgrades; nothing of the lower version stays", self.upgrade
        yield "runs from a terminal, as an ordinary user without a network", self.run
        yield "opens its window", self.open_window
        yield "passes the bundle's tests", self.bundle_tests
        yield "stands hostile environments", self.hostile
        yield "is known to the desktop: menu, icon, file type by name and by content", self.known
        yield "starts from its icon", self.start_from_icon
        yield "opens a double-clicked file", self.double_click
        yield "opens a file by xdg-open", self.xdg_open
        yield "opens on Wayland under its own name", self.wayland
        yield "leaves nothing when it is purged", self.purge
        yield "the archive adds itself to one person's menu and takes itself out", self.archive

    def install_lower(self) -> list[str]:
        """Install the same package under a lower version, with one file more."""
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "tree"
            subprocess.run(["dpkg-deb", "--raw-extract", str(self.package), str(tree)], check=True)
            control = tree / "DEBIAN" / "control"
            text = control.read_text(encoding="utf-8")
            lower = text.replace(f"Version: {version()}", "Version: 0.0.1")
            control.write_text(lower, encoding="utf-8")
            (tree / "usr" / "lib" / "jwviewer" / "_internal" / "of-old").write_text("x")
            target = self.chroot.root / "root" / "jwviewer-lower.deb"
            subprocess.run(
                ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(target)],
                check=True,
                stdout=subprocess.DEVNULL,
            )
        faults = _failed(self.chroot.install("/root/jwviewer-lower.deb"))
        target.unlink()
        found = self.chroot.run("dpkg-query", "--show", "--showformat=${Version}", "jwviewer")
        return faults + ([] if found.stdout == "0.0.1" else [f"installed: {found.stdout}"])

    def upgrade(self) -> list[str]:
        """Install the package over the lower version."""
        shutil.copyfile(self.package, self.chroot.root / "root" / self.package.name)
        faults = _failed(self.chroot.install(f"/root/{self.package.name}"))
        (self.chroot.root / "root" / self.package.name).unlink()
        if (self.chroot.root / "usr" / "lib" / "jwviewer" / "_internal" / "of-old").exists():
            faults.append("a file of the lower version is still there")
        audit = self.chroot.run("dpkg", "--audit").stdout
        return faults + ([f"dpkg --audit: {audit}"] if audit.strip() else [])

    def run(self) -> list[str]:
        """Ask for the version and the facts."""
        self._move_in()
        told = self._as_somebody(PROGRAM, "--version")
        faults = [] if told.stdout.strip() == f"jwviewer {version()}" else [f"says {told.stdout}"]
        facts = self._as_somebody(PROGRAM, "facts", "--json", offline=True)
        return faults + (_failed(facts) or ([] if json.loads(facts.stdout) else ["no facts"]))

    def open_window(self) -> list[str]:
        """Start it as from a terminal."""
        return self._opens("terminal", PROGRAM)

    def bundle_tests(self) -> list[str]:
        """Run the tests of the finished program on the installed one."""
        command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "tests/bundle"]
        if not self.whole:
            command += ["-m", "smoke"]
        done = subprocess.run(
            [sys.executable, *command, "--program", PROGRAM, "--root", str(self.chroot.root)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        told = done.stdout.strip().splitlines()
        print(f"    {told[-1] if told else done.stderr}")
        return ["\n    ".join(told[-80:])] if done.returncode else []

    def hostile(self) -> list[str]:
        """Meet the hostile environments."""
        ground = Ground([PROGRAM], self.chroot.root, self.screen, may_mount=True)
        bad = try_all(ground, systems_only=not self.whole)
        return [f"{bad} of them"] if bad else []

    def known(self) -> list[str]:
        """Add what a desktop has, and ask it."""
        faults = _failed(self.chroot.install(*DESKTOP))
        for name in (NAME, "without-suffix"):
            told = self._as_somebody(
                "gio", "info", "--attributes=standard::*", f"{self.home}/{name}"
            )
            if f"standard::content-type: {mime_type()}" not in told.stdout:
                faults.append(f"{name} is taken for: {told.stdout}{told.stderr}")
        opener = self._as_somebody("xdg-mime", "query", "default", mime_type())
        if opener.stdout.strip() != "jwviewer.desktop":
            faults.append(f"opened by: {opener.stdout}{opener.stderr}")
        cache = self.chroot.root / "usr" / "share" / "icons" / "hicolor" / "icon-theme.cache"
        if not cache.is_file() or b"jwviewer" not in cache.read_bytes():
            faults.append("the icons are not in the cache")
        return faults

    def start_from_icon(self) -> list[str]:
        """Start it as a menu does."""
        return self._opens("icon", "gtk-launch", "jwviewer")

    def double_click(self) -> list[str]:
        """Open a file as file managers do."""
        return self._opens("double-click", "gio", "open", f"{self.home}/{NAME}")

    def xdg_open(self) -> list[str]:
        """Open a file as scripts and browsers do."""
        return self._opens("xdg-open", "xdg-open", f"{self.home}/{NAME}")

    def wayland(self) -> list[str]:
        """Open the window on a Wayland compositor without a screen, and listen to what it says."""
        faults = _failed(self.chroot.install("weston"))
        script = (
            "export XDG_RUNTIME_DIR=$HOME/run; mkdir -p -m 700 $XDG_RUNTIME_DIR; "
            "weston --backend=headless-backend.so --socket=trial >$HOME/weston.log 2>&1 & "
            "for i in 1 2 3 4 5 6 7 8 9 10; do test -S $XDG_RUNTIME_DIR/trial && break; sleep 1; "
            "done; unset DISPLAY; export WAYLAND_DISPLAY=trial QT_QPA_PLATFORM=wayland; "
            "WAYLAND_DEBUG=client exec /usr/bin/jwviewer"
        )
        said = self.chroot.root / self.home.relative_to("/") / "wayland.log"
        with said.open("wb") as file, self._started(file, "sh", "-c", script) as one:
            shown = wait_until(
                lambda: one.poll() is not None or "— jwviewer" in said.read_text(errors="replace")
            )
        text = said.read_text(errors="replace")
        if not shown or "— jwviewer" not in text:
            return [*faults, f"no window came: {text[-2000:]}"]
        return faults if 'set_app_id("jwviewer")' in text else [*faults, "it goes by another name"]

    def purge(self) -> list[str]:
        """Remove the package and look for what is named after it, or names it."""
        faults = _failed(self.chroot.run("apt-get", "--quiet=2", "purge", "--yes", "jwviewer"))
        shutil.rmtree(self.chroot.root / self.home.relative_to("/"))
        left = sorted(name for name in _names(self.chroot.root) - self.before if "jwviewer" in name)
        faults += [f"{name} is left" for name in left]
        told = self.chroot.run(
            "grep", "--recursive", "--files-with-matches", "--ignore-case", "jwviewer",
            "/etc", "/usr", "/opt", "/srv", "/var/lib", "/var/cache", "/var/spool", "/run",
        ).stdout.split()  # fmt: skip
        # dpkg and apt keep the state before; logs are for reading later.
        return faults + [f"{name} still names it" for name in told if not name.endswith("-old")]

    def archive(self) -> list[str]:
        """Unpack it in a home, add it to the menu, start it from there, take it out."""
        home = self._move_in()
        packed = tarball.archive()
        above = home / "Meine Programme $1 家"
        above.mkdir()
        subprocess.run(["tar", "--extract", "--file", str(packed), "-C", str(above)], check=True)
        (folder,) = above.iterdir()
        script = str(self.home / folder.relative_to(home) / "add-to-menu.sh")
        subprocess.run(["chown", "--recursive", f"{NOBODY}:{NOBODY}", str(home)], check=True)
        faults = _failed(self._as_somebody(script))
        faults += self._opens("archive-icon", "gtk-launch", "jwviewer")
        faults += self._opens("archive-double-click", "gio", "open", f"{self.home}/{NAME}")
        faults += _failed(self._as_somebody(script, "--remove"))
        shared = home / ".local" / "share"
        left = [path for path in shared.rglob("*") if "jwviewer" in path.name]
        faults += [f"{path} is left" for path in left]
        opener = self._as_somebody("xdg-mime", "query", "default", mime_type()).stdout.strip()
        return faults + ([f"still opened by {opener}"] if opener else [])

    def _move_in(self) -> Path:
        """Give somebody a home with two dossiers; return it as this machine sees it."""
        home = self.chroot.root / self.home.relative_to("/")
        home.mkdir()
        pack(ROOT / "seeds" / "tutorial", home / NAME)
        shutil.copyfile(home / NAME, home / "without-suffix")
        for path in (home, *home.iterdir()):
            os.chown(path, NOBODY, NOBODY)
        return home

    def _as_somebody(
        self, *command: str, offline: bool = False
    ) -> subprocess.CompletedProcess[str]:
        return self.chroot.run(
            *command, environment=self._variables(), user=NOBODY, offline=offline
        )

    def _variables(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "DISPLAY": self.screen.display,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "GIO_USE_VFS": "local",
        }

    @contextmanager
    def _started(self, output: object, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a command with all that it starts, and end all of it."""
        # A namespace of processes: what a launcher starts outlives the launcher, and ends with it.
        process = subprocess.Popen(
            [
                "unshare", "--pid", "--fork", "--kill-child", "/usr/sbin/chroot",
                f"--userspec={NOBODY}:{NOBODY}", str(self.chroot.root),
                "sh", "-c", '"$@" & wait; while :; do sleep 1; done', "sh", *command,
            ],
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            stdout=output,  # type: ignore[call-overload]
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _opens(self, way: str, *command: str) -> list[str]:
        """Return why a command does not bring the window with a dossier in it."""
        with tempfile.TemporaryFile() as output, self._started(output, *command):
            shown = wait_until(lambda: any("— jwviewer" in one for one in self.screen.titles()))
            painted = shown and wait_until(lambda: self.screen.colours() > 30)
            self.screen.settled().save(str(self.pictures / f"{self.chroot.suite}-{way}.png"))
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        wait_until(lambda: not self.screen.titles())
        return [] if painted else [f"no window came: {said}"]


def _failed(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [f"{' '.join(done.args[2:])}: {done.stderr.strip()}"] if done.returncode else []


def _names(root: Path) -> set[str]:
    """Return the paths of all that is in the system, but not of what is only mounted there."""
    done = subprocess.run(
        ["find", ".", "-xdev", "-print0"], cwd=root, capture_output=True, check=True
    )
    return {os.fsdecode(name) for name in done.stdout.split(b"\0")}
