"""What goes into the package: versions, libraries, files, and the same bytes twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from identity import IDENTIFIER, mime_type, version
from linux import libraries
from linux.changes import appstream_releases, debian_changelog, debian_version, releases
from linux.deb import make_deb
from linux.libraries import Needs, leave_to_the_system

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a package of Linux")
ROOT = Path(__file__).resolve().parents[2]
DAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANGELOG = """\
# Changelog

## [Unreleased]

### Added

- Something that takes
  two lines & a `word`.

## [0.0.9] - 2026-01-02

- The first.
"""


def test_what_is_not_released_belongs_to_the_version_being_built() -> None:
    found = releases("0.1.0", DAY, CHANGELOG)
    assert [(one.version, f"{one.day:%Y-%m-%d}") for one in found] == [
        ("0.1.0", "2026-11-23"), ("0.0.9", "2026-01-02")
    ]  # fmt: skip
    assert found[0].changes == ("Something that takes two lines & a word.",)


def test_a_released_version_takes_nothing_that_came_later() -> None:
    assert [one.version for one in releases("0.0.9", DAY, CHANGELOG)] == ["0.0.9"]


def test_debian_s_changelog_has_an_entry_for_each_release() -> None:
    text = debian_changelog(releases("0.1.0", DAY, CHANGELOG), "Me <me@mine.example>")
    assert text.startswith("jwviewer (0.1.0) unstable; urgency=medium\n\n  * Something")
    assert " -- Me <me@mine.example>  Mon, 23 Nov 2026 12:00:00 +0000\n" in text
    assert "jwviewer (0.0.9)" in text


def test_appstream_s_releases_are_xml() -> None:
    assert "two lines &amp; a word" in appstream_releases(releases("0.1.0", DAY, CHANGELOG))


@pytest.mark.parametrize(
    ("python", "debian"), [("1.2.3", "1.2.3"), ("1.0rc2", "1.0~rc2"), ("1.0.dev3", "1.0~dev3")]
)
def test_a_version_before_a_release_sorts_before_it(python: str, debian: str) -> None:
    assert debian_version(python) == debian


def test_each_library_is_declared_once() -> None:
    table = tomllib.loads(libraries.DECLARED.read_text(encoding="utf-8"))["depends"]
    named = [soname for sonames in table.values() for soname in sonames]
    assert sorted(set(named)) == sorted(named)


def _elf(path: Path, *needs: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x7fELF" + "\n".join(needs).encode())


@pytest.fixture
def fake_objdump(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files say in plain words what they need."""

    def needs(files: list[Path]) -> Needs:
        words = {word for file in files for word in file.read_bytes()[4:].decode().split()}
        return Needs(words, {"GLIBC": (2, 35), "GLIBCXX": (3, 4, 30)})

    monkeypatch.setattr(libraries, "needs", needs)


@pytest.mark.usefixtures("fake_objdump")
def test_declared_libraries_go_with_what_only_they_needed(tmp_path: Path) -> None:
    _elf(tmp_path / "plugins" / "libqxcb.so", "libX11.so.6", "libown.so.1", "libc.so.6")
    _elf(tmp_path / "libX11.so.6", "libXau.so.6")
    _elf(tmp_path / "libXau.so.6")
    _elf(tmp_path / "libown.so.1", "libdeep.so.2", "libstdc++.so.6")
    _elf(tmp_path / "libdeep.so.2")
    _elf(tmp_path / "libpython3.11.so.1.0")
    _elf(tmp_path / "_module.cpython-311-x86_64-linux-gnu.so")
    assert leave_to_the_system(tmp_path) == ["libX11.so.6", "libXau.so.6"]
    needed, unknown = libraries.depends(tmp_path)
    assert needed == ["libc6 (>= 2.35)", "libstdc++6 (>= 12)", "libx11-6"]
    assert unknown == []


@pytest.mark.usefixtures("fake_objdump")
def test_a_library_that_nobody_brings_is_named(tmp_path: Path) -> None:
    _elf(tmp_path / "plugins" / "libq.so", "libstrange.so.4")
    assert libraries.depends(tmp_path)[1] == ["libstrange.so.4"]


@pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("as", "ld", "chrpath")), reason="links and relinks"
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("$ORIGIN/../lib:/home/builder/lib:${ORIGIN}", "$ORIGIN/../lib:${ORIGIN}"),
        ("/home/builder/lib", ""),
        ("$ORIGIN/../lib", "$ORIGIN/../lib"),
    ],
)
def test_only_the_builder_s_own_folders_are_forgotten(
    tmp_path: Path, before: str, after: str
) -> None:
    library = tmp_path / "libone.so"
    subprocess.run(["as", "-o", tmp_path / "one.o", "-"], input=b"", check=True)
    link = ["ld", "-shared", "-rpath", before, "-o", str(library), str(tmp_path / "one.o")]
    subprocess.run(link, check=True)
    libraries.forget_builder(tmp_path)
    done = subprocess.run(["objdump", "-p", str(library)], capture_output=True, text=True)
    found = [line.split()[1] for line in done.stdout.splitlines() if "PATH " in line]
    assert "".join(found) == after


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the package of a small bundle, made twice under different umasks."""
    lacking = [name for name in ("dpkg-deb", "objdump", "chrpath") if shutil.which(name) is None]
    if lacking:
        pytest.skip(f"making a package takes {', '.join(lacking)}")
    place = tmp_path_factory.mktemp("deb")
    bundle = place / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / "data.txt").write_text("x" * 3000)
    program = bundle / "jwviewer"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m jwviewer "$@"\n')
    program.chmod(0o755)
    made = []
    for number, mask in enumerate((0o022, 0o077)):
        old = os.umask(mask)
        target = place / str(number)
        target.mkdir()
        (target / "older.deb").write_text("in the way")
        made.append(make_deb(bundle, target, place / f"work{number}", 1795400000).path)
        os.umask(old)
    return made


def _field(package: Path, name: str) -> str:
    done = subprocess.run(
        ["dpkg-deb", "--field", str(package), name], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_same_bundle_gives_the_same_bytes(packages: list[Path]) -> None:
    first, second = (path.read_bytes() for path in packages)
    assert first == second
    assert [path.name for path in packages[0].parent.iterdir()] == [packages[0].name]


def test_the_package_says_who_it_is(packages: list[Path]) -> None:
    assert _field(packages[0], "Package") == "jwviewer"
    assert _field(packages[0], "Version") == version()
    assert _field(packages[0], "Recommends").split(", ")[-1] == "shared-mime-info"
    assert int(_field(packages[0], "Installed-Size")) > 100


def test_files_lie_where_a_desktop_looks_for_them(packages: list[Path], tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--extract", str(packages[0]), str(tmp_path)], check=True)
    share = tmp_path / "usr" / "share"
    for name in (
        "applications/jwviewer.desktop", "icons/hicolor/scalable/apps/jwviewer.svg",
        "icons/hicolor/48x48/apps/jwviewer.png", "mime/packages/jwviewer.xml",
        f"icons/hicolor/64x64/mimetypes/{mime_type().replace('/', '-')}.png",
        f"metainfo/{IDENTIFIER}.metainfo.xml", "man/man1/jwviewer.1.gz",
        "doc/jwviewer/copyright", "doc/jwviewer/changelog.gz",
    ):  # fmt: skip
        assert (share / name).is_file(), name
    link = tmp_path / "usr" / "bin" / "jwviewer"
    assert link.resolve() == tmp_path / "usr" / "lib" / "jwviewer" / "jwviewer"
    assert not any("opt" in path.parts for path in tmp_path.rglob("*"))
    modes = {oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*")}
    assert modes == {"0o755", "0o644"}
