"""What macOS is told of the program, and how its image is signed, made and notarised.

The commands of macOS are played by scripts that write down how they were called.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from identity import IDENTIFIER
from macos.info_plist import info_plist
from macos.oldest_system import newer, oldest_systems

import jwviewer
from jwviewer.dossier.container import MIMETYPE

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SCRIPT = PACKAGING / "macos" / "make_dmg.sh"
DMG = f"jwviewer-{jwviewer.__version__}-macos-arm64.dmg"
FAKE = """\
#!/bin/sh
{{ printf '%s' {name}; for one; do printf '\\t%s' "$one"; done; echo; }} >> "$CALLS"
{body}
"""
BODIES = {
    "codesign": "",
    # "hdiutil create … -srcfolder FOLDER IMAGE"
    "hdiutil": 'if [ -e "$BUSY" ]; then rm "$BUSY"; exit 1; fi\n'
    'while [ "$1" != -srcfolder ]; do shift; done; cp -RP "$2" "$IMAGE"; echo >"$3"',
    "plutil": f"echo {jwviewer.__version__}",
    "uname": "echo arm64",
    "xcrun": 'case "$*" in *"$REFUSED"*) exit 65;; esac',
}


def mach_o(*oldest: tuple[int, int]) -> bytes:
    """Return a library with nothing in it but, for each architecture, the oldest system."""
    parts = []
    for major, minor in oldest:
        head = struct.pack("<IIIIIIII", 0xFEEDFACF, 0x0100000C, 0, 6, 2, 16 + 24, 0, 0)
        other = struct.pack("<IIII", 0x1B, 16, 0, 0)
        asked = struct.pack("<IIIIII", 0x32, 24, 1, major << 16 | minor << 8, 0, 0)
        parts.append(head + other + asked)
    if len(parts) == 1:
        return parts[0]
    start, table = 8 + 20 * len(parts), b""
    for part in parts:
        table += struct.pack(">IIIII", 0, 0, start, len(part), 0)
        start += len(part)
    return struct.pack(">II", 0xCAFEBABE, len(parts)) + table + b"".join(parts)


class Mac:
    """A folder with an app in it, and macOS's commands on the PATH."""

    def __init__(self, place: Path) -> None:
        self.app = place / "my build" / "jwviewer.app"
        self.calls = place / "calls"
        self.busy = place / "busy"
        self.image = place / "image"
        frameworks = self.app / "Contents" / "Frameworks"
        for name in ("libpython3.11.dylib", "a package/one.so",
                     "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore"):  # fmt: skip
            file = frameworks / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(mach_o((14, 0)))
        (self.app / "Contents" / "Resources").mkdir()
        notices = self.app.parent / "jwviewer" / "NOTICES"
        notices.mkdir(parents=True)
        (notices / "Qt.txt").write_text("LGPL", encoding="utf-8")
        (self.app / "Contents" / "Info.plist").write_bytes(plistlib.dumps(info_plist()))
        commands = place / "commands"
        commands.mkdir()
        for name, body in BODIES.items():
            (commands / name).write_text(FAKE.format(name=name, body=body), encoding="utf-8")
            (commands / name).chmod(0o755)
        self.environment = {
            "PATH": f"{commands}:/usr/bin:/bin",
            "CALLS": str(self.calls),
            "BUSY": str(self.busy),
            "IMAGE": str(self.image),
            "REFUSED": "nothing",
            "JWVIEWER_PAUSE": "0",
            "PYTHON": sys.executable,
        }

    def make(self, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run the script and return how it ended."""
        return subprocess.run(
            ["sh", str(SCRIPT), str(self.app), str(self.app.parent)],
            env={**self.environment, **settings}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def called(self, *commands: str) -> list[list[str]]:
        """Return the calls of the commands, in order, each with its arguments."""
        lines = self.calls.read_text(encoding="utf-8").splitlines()
        return [call for call in (line.split("\t") for line in lines) if call[0] in commands]


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    """Give a Mac."""
    if sys.platform == "win32":
        pytest.skip("runs a script of sh")
    return Mac(tmp_path)


def test_the_app_is_described_as_itself() -> None:
    read = plistlib.loads(plistlib.dumps(info_plist()))
    assert read["CFBundleShortVersionString"] == read["CFBundleVersion"] == jwviewer.__version__
    assert read["LSMinimumSystemVersion"] == "14.0"
    assert read["CFBundleLocalizations"] == ["en"]
    assert read["NSHighResolutionCapable"] is True
    assert read["NSRequiresAquaSystemAppearance"] is False


def test_documents_belong_to_the_type_that_is_declared() -> None:
    read = info_plist()
    (document,) = read["CFBundleDocumentTypes"]
    (declared,) = read["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert document["CFBundleTypeRole"] == "Editor"
    tags = declared["UTTypeTagSpecification"]
    assert tags == {"public.filename-extension": ["dossier"], "public.mime-type": [MIMETYPE]}
    assert "public.data" in declared["UTTypeConformsTo"]
    assert not any("archive" in one for one in declared["UTTypeConformsTo"])


def test_all_systems_know_the_program_by_one_name() -> None:
    metainfo = ElementTree.parse(PACKAGING / "linux" / "jwviewer.metainfo.xml")
    assert metainfo.findtext("id") == IDENTIFIER


def test_the_hardened_runtime_allows_one_thing_only() -> None:
    allowed = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert allowed == {"com.apple.security.cs.disable-library-validation": True}


def test_without_a_certificate_the_app_is_signed_for_nobody_and_that_is_said(mac: Mac) -> None:
    done = mac.make()
    assert done.returncode == 0, done.stderr
    assert "Signed for nobody" in done.stdout
    assert "Not notarised" in done.stdout
    assert done.stdout.splitlines()[-1] == str(mac.app.parent / DMG)
    assert f"  {DMG}\n" in (mac.app.parent / "SHA256SUMS").read_text(encoding="utf-8")
    signings = [call for call in mac.called("codesign") if "--sign" in call]
    assert {call[call.index("--sign") + 1] for call in signings} == {"-"}
    # Without a team's name the hardened runtime would refuse the app's own libraries.
    assert not any("runtime" in call for call in signings)
    assert mac.called("xcrun") == []


def test_signatures_go_from_the_inside_out(mac: Mac) -> None:
    identity = "Developer ID Application: Somebody (ABC)"
    done = mac.make(JWVIEWER_IDENTITY=identity, JWVIEWER_NOTARY_PROFILE="a profile")
    assert done.returncode == 0, done.stderr
    libraries, frameworks, app, verifying, image = mac.called("codesign")
    inside = mac.app / "Contents" / "Frameworks"
    places = {str(inside / "libpython3.11.dylib"), str(inside / "a package" / "one.so")}
    assert set(libraries[-2:]) == places
    assert frameworks[-1] == str(inside / "PySide6/Qt/lib/QtCore.framework")
    assert app[-1] == verifying[-1] == str(mac.app)
    assert image[-1] == str(mac.app.parent / DMG)
    for call in (libraries, frameworks, app, image):
        assert call[call.index("--sign") + 1] == identity
        assert "--timestamp" in call
    for call in (libraries, frameworks, app):
        assert call[call.index("--options") + 1] == "runtime"
    assert app[app.index("--entitlements") + 1].endswith("/entitlements.plist")
    assert "--entitlements" not in libraries + frameworks
    assert "--verify" in verifying


def test_the_image_is_notarised_and_stapled_after_it_was_signed(mac: Mac) -> None:
    mac.make(JWVIEWER_IDENTITY="Somebody", JWVIEWER_NOTARY_PROFILE="a profile")
    image = str(mac.app.parent / DMG)
    order = [call[:3] for call in mac.called("hdiutil", "xcrun")]
    assert [words[:2] for words in order] == [
        ["hdiutil", "create"], ["xcrun", "notarytool"], ["xcrun", "stapler"], ["xcrun", "stapler"],
    ]  # fmt: skip
    submitted = mac.called("xcrun")[0]
    assert submitted[2:] == ["submit", image, "--keychain-profile", "a profile", "--wait"]
    everything = mac.called("codesign", "xcrun")
    assert everything.index(submitted) > everything.index(mac.called("codesign")[-1])


def test_an_image_that_apple_refuses_is_a_failure(mac: Mac) -> None:
    refused = {"JWVIEWER_IDENTITY": "Somebody", "JWVIEWER_NOTARY_PROFILE": "p"}
    assert mac.make(REFUSED="stapler staple", **refused).returncode != 0


def test_the_image_holds_the_app_and_a_way_to_the_applications(mac: Mac) -> None:
    assert mac.make().returncode == 0
    assert {path.name for path in mac.image.iterdir()} == {"jwviewer.app", "Applications"}
    assert (mac.image / "jwviewer.app" / "Contents" / "Info.plist").is_file()
    assert (mac.image / "jwviewer.app/Contents/Resources/NOTICES/Qt.txt").read_text() == "LGPL"
    assert (mac.image / "Applications").readlink() == Path("/Applications")


def test_a_busy_disk_is_tried_again_and_a_dead_one_is_not_tried_for_ever(mac: Mac) -> None:
    mac.busy.touch()
    assert mac.make().returncode == 0
    assert len(mac.called("hdiutil")) == 2
    mac.calls.unlink()
    hdiutil = mac.calls.parent / "commands" / "hdiutil"
    hdiutil.write_text(FAKE.format(name="hdiutil", body="exit 1"), encoding="utf-8")
    assert mac.make().returncode != 0
    assert len(mac.called("hdiutil")) == 3


def test_a_library_for_a_newer_macos_stops_everything(mac: Mac) -> None:
    (mac.app / "Contents" / "Frameworks" / "a package" / "one.so").write_bytes(mach_o((15, 2)))
    done = mac.make()
    assert done.returncode != 0
    assert "Contents/Frameworks/a package/one.so needs macOS 15.2" in done.stdout
    assert not mac.calls.exists()


def test_every_architecture_of_a_library_is_asked(tmp_path: Path) -> None:
    both = tmp_path / "both.dylib"
    both.write_bytes(mach_o((13, 0), (14, 5)))
    (tmp_path / "text.so").write_text("no code", encoding="utf-8")
    assert oldest_systems(both) == [(13, 0), (14, 5)]
    assert newer(tmp_path, "14.0") == ["both.dylib needs macOS 14.5"]
    assert newer(tmp_path, "14.5") == []


@pytest.mark.skipif(
    shutil.which("shellcheck") is None, reason="needs shellcheck: apt-get install shellcheck"
)
def test_the_script_is_clean() -> None:
    done = subprocess.run(
        ["shellcheck", str(SCRIPT)], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stdout
