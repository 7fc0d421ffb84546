"""The finished program under conditions that no developer's machine has.

It always lies in a folder with spaces, Chinese characters and an apostrophe in its path, see
conftest.py.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.bundle.stranger import Stranger

EXPORT = ("export", "--pane", "timeline", "--size", "800x500", "--output")
ENVIRONMENTS = {
    "Chinese in Shanghai": {"LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Europe/Istanbul"},
    "C": {"LC_ALL": "C", "LANG": "", "TZ": "Pacific/Kiritimati"},
    "Latin-1": {"LC_ALL": "de_DE.ISO-8859-1", "TZ": "America/St_Johns"},
}


def test_locale_and_time_zone_change_nothing_in_a_picture(stranger: Stranger) -> None:
    for number, environment in enumerate(({}, *ENVIRONMENTS.values())):
        done = stranger.run(*EXPORT, f"{number}.png", **environment)
        assert (done.code, done.errors) == (0, ""), environment
    pictures = [path.read_bytes() for path in sorted(stranger.folder.glob("*.png"))]
    assert len(pictures) == 1 + len(ENVIRONMENTS)
    assert len(set(pictures)) == 1


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_the_window_opens_in_any_locale(stranger: Stranger, environment: dict[str, str]) -> None:
    process = stranger.start(**environment)
    stranger.until_open(process, "jac-weichai")
    done = stranger.stop(process)
    # Qt says of a locale without UTF-8 what it uses instead.
    lines = [line for line in done.errors.splitlines() if "ocale" not in line]
    assert (done.code, lines) == (0, [])
    assert " ERROR " not in stranger.log()


def test_it_needs_no_font_of_the_machine(stranger: Stranger) -> None:
    nothing = stranger.folder / "fonts.conf"
    nothing.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    assert stranger.run(*EXPORT, "with.png").code == 0
    done = stranger.run(*EXPORT, "without.png", FONTCONFIG_FILE=stranger.inside(nothing))
    assert done.code == 0
    with_fonts, without = (stranger.folder / name for name in ("with.png", "without.png"))
    assert with_fonts.read_bytes() == without.read_bytes()


def test_it_starts_without_a_home(stranger: Stranger) -> None:
    del stranger.environment["HOME"]
    done = stranger.run(*EXPORT, "one.png")
    assert (done.code, done.errors) == (0, "")


def test_it_writes_nothing_beside_itself(stranger: Stranger) -> None:
    """So its folder may be read-only; for an ordinary user an installed one always is."""
    inside = Path(stranger.seeds).parent.parent
    folder = stranger.root / str(inside).lstrip("/")
    before = _fingerprint(folder)
    process = stranger.start()
    stranger.until_open(process, "jac-weichai")
    stranger.stop(process)
    assert stranger.run(*EXPORT, "one.png").code == 0
    assert _fingerprint(folder) == before
    writable = stranger.start_shell('test -w "$1"', str(inside))
    assert not stranger.sealed or os.geteuid() != 0 or stranger.ended(writable).code != 0


def test_it_works_without_standard_streams(stranger: Stranger) -> None:
    """So Windows starts windowed programs."""
    script = 'exec "$0" "$@" <&- >&- 2>&-'
    done = stranger.ended(stranger.start_shell(script, *EXPORT, "one.png"))
    assert done.code == 0
    assert (stranger.folder / "one.png").stat().st_size > 10_000


def _fingerprint(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        found.update(f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
    return found.hexdigest()
