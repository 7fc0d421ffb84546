"""The installer for Windows: its contents, and what it does and undoes, tried in Wine.

Wine stands in for Windows and a small program for jwviewer: what is tried here is the script.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from make_installer import PROGRAMS, make_installer

import jwviewer
from tests.packaging.stand_in.bundle import make_bundle
from tests.packaging.stand_in.certificate import SECRET, can_sign, make_certificate, signatures

pytestmark = pytest.mark.skipif(
    shutil.which("makensis") is None, reason="needs NSIS: apt-get install nsis"
)
SETUP = f"jwviewer-{jwviewer.__version__}-windows-x64-setup.exe"
HERE = r"C:\users\me\AppData\Local\Programs\jwviewer"
CLASSES = r"HKCU\Software\Classes"
WINDOWS = r"HKCU\Software\Microsoft\Windows\CurrentVersion"
IN_USE = 3


@pytest.mark.skipif(shutil.which("7z") is None, reason="needs 7z: apt-get install p7zip-full")
def test_the_installer_holds_the_bundle_and_the_icon_of_documents(tmp_path: Path) -> None:
    product = make_installer(make_bundle(tmp_path), tmp_path / "out put")
    assert product == tmp_path / "out put" / SETUP
    assert f"  {SETUP}\n" in (product.parent / "SHA256SUMS").read_text(encoding="utf-8")
    listed = subprocess.run(
        ["7z", "l", "-slt", str(product)], capture_output=True, text=True, check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ).stdout  # fmt: skip
    assert "Method = LZMA" in listed
    assert "Solid = +" in listed
    assert "SubType = NSIS-3 Unicode" in listed
    files = {path.replace("\\", "/") for path in re.findall(r"^Path = (.+)$", listed, re.MULTILINE)}
    inside = {"dossier.ico", "_internal/数据 ü/facts.csv", *PROGRAMS}
    assert {f"program.new/{name}" for name in inside} | {"uninstall.exe"} <= files


@pytest.mark.skipif(
    not can_sign(), reason="needs openssl and osslsigncode: apt-get install openssl osslsigncode"
)
def test_with_a_certificate_all_that_runs_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle = make_bundle(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JWVIEWER_CERTIFICATE", make_certificate(tmp_path).name)
    monkeypatch.setenv("JWVIEWER_CERTIFICATE_PASSWORD", SECRET)
    monkeypatch.setenv("JWVIEWER_TIMESTAMP", "")
    product = make_installer(bundle, tmp_path)
    for file in (product, *(bundle / name for name in PROGRAMS)):
        assert "CN=jwviewer-test" in signatures(file, tmp_path)
    # The uninstaller is inside the installer already; NSIS had it signed on the way.
    assert capfd.readouterr().out.count("Succeeded") == len(PROGRAMS) + 2


def test_the_same_files_make_the_same_installer_whenever_they_were_written(tmp_path: Path) -> None:
    bundle = make_bundle(tmp_path)
    first = make_installer(bundle, tmp_path).read_bytes()
    for path in bundle.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert make_installer(bundle, tmp_path).read_bytes() == first


def test_a_bundle_of_another_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jwviewer").touch()
    with pytest.raises(ValueError, match=r"jwviewer\.exe, jwviewer-console\.exe"):
        make_installer(tmp_path, tmp_path)


class Wine:
    """A fresh Windows of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.prefix = folder / "prefix"
        self.home = self.prefix / "drive_c" / "users" / "me"
        self.local = self.home / "AppData" / "Local"
        self.environment = {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "USER": "me",
            "WINEDEBUG": "-all",
            # no .NET, no browser, and no entries in the menu of this machine
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "WINEPREFIX": str(self.prefix),
        }
        self.run("wineboot", "--init")
        self.pretend("win10")

    def run(self, *command: str, wait: bool = True) -> int:
        """Run a program and return its exit code, if asked when all that it started has ended."""
        code = subprocess.run(
            ["wine", *command], env=self.environment, capture_output=True, timeout=300, check=False
        ).returncode
        if wait:
            subprocess.run(["wineserver", "--wait"], env=self.environment, timeout=300, check=True)
        return code

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            ["wine", *command], env=self.environment, stdout=quiet, stderr=quiet
        )

    def pretend(self, version: str) -> None:
        """Be another version of Windows."""
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")

    def value(self, key: str, name: str = "") -> str:
        """Return a value of the registry; empty if there is none."""
        which = ["/v", name] if name else ["/ve"]
        done = subprocess.run(
            ["wine", "reg", "query", key, *which], env=self.environment, capture_output=True,
            text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        found = re.search(r"REG_\w+ +(.*?)\r?\n", done.stdout)
        return found[1] if found and done.returncode == 0 else ""

    def registry(self) -> str:
        """Return the user's registry as text."""
        return (self.prefix / "user.reg").read_text(encoding="utf-8", errors="replace")

    def files(self) -> set[str]:
        """Return all files of the user but what uninstallers leave in the temporary folder."""
        found = {str(path.relative_to(self.home)) for path in self.home.rglob("*")}
        return {name for name in found if not name.startswith(("Temp", "AppData/Local/Temp"))}


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """Make a Windows, the folder that the console's command goes to included."""
    folder = tmp_path_factory.mktemp("wine")
    windows = Wine(folder)
    (windows.local / "Microsoft" / "WindowsApps").mkdir(parents=True)
    yield windows
    subprocess.run(["wineserver", "--kill"], env=windows.environment, check=False)


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make an installer of 64 bits, which Wine runs without its part for 32."""
    folder = tmp_path_factory.mktemp("setup")
    return str(make_installer(make_bundle(folder, "amd64-unicode"), folder, "amd64-unicode"))


def arguments(wine: Wine) -> str:
    """Return what the stand-in was started with last."""
    return (wine.home / "arguments.txt").read_text(encoding="utf-16")


@pytest.mark.long
@pytest.mark.skipif(shutil.which("wine") is None, reason="needs Wine: apt-get install wine wine64")
class TestInWine:
    """One story, told in order in one Windows."""

    def test_windows_7_is_refused(self, wine: Wine, setup: str) -> None:
        before = wine.files()
        wine.pretend("win7")
        assert wine.run(setup, "/S") == 2
        wine.pretend("win10")
        assert wine.files() == before

    def test_it_installs_for_this_user_and_shows_up_everywhere(
        self, wine: Wine, setup: str
    ) -> None:
        (wine.prefix / "before.txt").write_text("\n".join(wine.files()), encoding="utf-8")
        # Wherever an administrator's script wants it: there is one place, safe to empty.
        assert wine.run(setup, "/S", r"/D=C:\elsewhere") == 0
        assert not (wine.prefix / "drive_c" / "elsewhere").exists()
        program = wine.local / "Programs" / "jwviewer" / "program"
        assert (program / "_internal" / "数据 ü" / "facts.csv").read_text() == "id\n"
        assert wine.value(rf"{WINDOWS}\App Paths\jwviewer.exe") == rf"{HERE}\program\jwviewer.exe"
        listed = rf"{WINDOWS}\Uninstall\jwviewer"
        assert wine.value(listed, "DisplayVersion") == jwviewer.__version__
        assert wine.value(listed, "Publisher") == "The jwviewer authors"
        assert wine.value(listed, "UninstallString") == rf'"{HERE}\uninstall.exe"'
        kilobytes = sum(path.stat().st_size for path in program.rglob("*.exe")) // 1024
        assert int(wine.value(listed, "EstimatedSize"), 16) == kilobytes
        assert wine.value(rf"{CLASSES}\.dossier") == "jwviewer.dossier"
        assert wine.value(rf"{CLASSES}\.dossier", "Content Type").startswith("application/vnd.")
        icon = wine.value(rf"{CLASSES}\jwviewer.dossier\DefaultIcon")
        assert icon == rf"{HERE}\program\dossier.ico"
        assert (program / "dossier.ico").is_file()
        menu = wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/jwviewer.lnk"
        assert menu.is_file()

    def test_a_dossier_opens_by_a_double_click_whatever_its_name(self, wine: Wine) -> None:
        # Windows looks among the user's types and the machine's; Wine 8 only among the machine's.
        for key in (".dossier", r"jwviewer.dossier\shell\open\command"):
            types = rf"HKLM\Software\Classes\{key}"
            wine.run("reg", "add", types, "/ve", "/d", wine.value(rf"{CLASSES}\{key}"), "/f")
        (wine.home / "mes données 企业.dossier").touch()
        assert wine.run("start", "/wait", r"C:\users\me\mes données 企业.dossier") == 0
        assert arguments(wine) == r'"C:\users\me\mes données 企业.dossier"'

    def test_the_command_hands_its_arguments_on(self, wine: Wine) -> None:
        command = r"%LOCALAPPDATA%\Microsoft\WindowsApps\jwviewer.cmd"
        assert wine.run("cmd", "/c", command, "facts", "two words.dossier", "--json") == 0
        assert arguments(wine) == 'facts "two words.dossier" --json'

    def test_nothing_is_touched_while_the_program_runs(self, wine: Wine, setup: str) -> None:
        hold = wine.home / "hold"
        hold.touch()
        (wine.home / "arguments.txt").unlink()
        running = wine.start(rf"{HERE}\program\jwviewer-console.exe", "held")
        try:
            while not (wine.home / "arguments.txt").is_file():
                with pytest.raises(subprocess.TimeoutExpired):  # it has not ended yet
                    running.wait(timeout=0.1)
            before = wine.files()
            assert wine.run(setup, "/S", wait=False) == IN_USE
            assert wine.run(rf"{HERE}\uninstall.exe", "/S", f"_?={HERE}", wait=False) == IN_USE
            assert wine.files() == before
        finally:
            hold.unlink()
            running.wait(timeout=60)

    def test_an_upgrade_removes_the_old_program_and_nothing_else(
        self, wine: Wine, setup: str
    ) -> None:
        home = wine.local / "Programs" / "jwviewer"
        (home / "program" / "_internal" / "old.dll").touch()
        (home / "program.new").mkdir()  # left by an installation that was interrupted
        (home / "program.new" / "half.dll").touch()
        (home / "mine.txt").touch()
        settings = wine.local / "jwviewer" / "settings.json"
        settings.parent.mkdir()
        settings.write_text("{}", encoding="utf-8")
        assert wine.run(setup, "/S") == 0
        kept = {path.name for path in home.iterdir()}
        assert kept == {"program", "uninstall.exe", "mine.txt"}
        assert not list(home.rglob("*.dll"))
        assert settings.read_text(encoding="utf-8") == "{}"
        (home / "mine.txt").unlink()

    def test_an_uninstallation_leaves_settings_and_nothing_else(self, wine: Wine) -> None:
        assert wine.run(rf"{HERE}\uninstall.exe", "/S") == 0
        for name in ("arguments.txt", "mes données 企业.dossier"):
            (wine.home / name).unlink()
        before = set((wine.prefix / "before.txt").read_text(encoding="utf-8").splitlines())
        settings = {"AppData/Local/jwviewer", "AppData/Local/jwviewer/settings.json"}
        assert wine.files() - before - {"AppData/Local/Programs"} == settings
        assert "jwviewer" not in wine.registry()
        assert ".dossier" not in wine.registry()

    def test_another_programs_claim_on_dossiers_survives_both(self, wine: Wine, setup: str) -> None:
        wine.run("reg", "add", rf"{CLASSES}\.dossier", "/ve", "/d", "other.program", "/f")
        assert wine.run(setup, "/S") == 0
        assert wine.value(rf"{CLASSES}\.dossier") == "other.program"
        assert "jwviewer.dossier" in wine.registry()  # offered by "Open with"
        assert wine.run(rf"{HERE}\uninstall.exe", "/S") == 0
        assert wine.value(rf"{CLASSES}\.dossier") == "other.program"
        assert "jwviewer" not in wine.registry()
