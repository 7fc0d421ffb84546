"""ICU's data file: what stays in it is what was in it, in a form that ICU itself reads."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from bundling.icu_data import data_inside, is_needed, items, trim_library, trimmed

PACKAGE = "icudt73l/"
ITEMS = {
    "coll/root.res": b"how to sort",
    "coll/zh.res": b"how to sort Chinese",
    "de.res": b"Zahlen",
    "ibm-1047_P100-1995.cnv": b"an encoding",
    "lang/de.res": b"Sprachen",
    "lang/root.res": b"nothing",
    "likelySubtags.res": b"a table",
    "unames.icu": b"names of letters",
}
# Asks of Qt what it asks of ICU, and prints what it was told.
ASK_QT = """
from PySide6.QtCore import QCollator, QLocale, QTimeZone, QUrl
words = ["file10", "file2", "Ähre", "Zebra", "apfel", "Özil", "çay", "一", "中", "啊", "b"]
for name in ("en_US", "zh_CN", "tr_TR", "de_DE", "sv_SE"):
    locale = QLocale(name)
    order = QCollator(locale)
    order.setNumericMode(True)
    print(name, sorted(words, key=order.sortKey), locale.toUpper("istanbul ß ı"))
    print(locale.toLower("ISTANBUL İ"), locale.toString(1234567.5), locale.monthName(3))
zone = QTimeZone(b"Asia/Shanghai")
print(zone.isValid(), zone.displayName(QTimeZone.TimeType.StandardTime))
print(QUrl("http://bücher.example").toEncoded())
"""


def _data_file(contents: dict[str, bytes]) -> bytes:
    header = struct.pack("<HH4sBBBB4s4B4B", 32, 0x27DA, b"\x14\0\0\0", 0, 0, 2, 0, b"CmnD",
                         1, 0, 0, 0, 3, 0, 0, 0)  # fmt: skip
    header = header.ljust(32, b"\0")
    names = [(PACKAGE + name).encode() + b"\0" for name in sorted(contents)]
    start = 4 + 8 * len(names)
    place = -(-(start + sum(map(len, names))) // 16) * 16
    table, body = struct.pack("<I", len(names)), b""
    for name, key in zip(names, sorted(contents), strict=True):
        table += struct.pack("<II", start, place + len(body))
        start += len(name)
        body += contents[key].ljust(-(-len(contents[key]) // 16) * 16, b"\0")
    return header + (table + b"".join(names)).ljust(place, b"\0") + body


def test_what_stays_is_what_was_there() -> None:
    left = items(trimmed(_data_file(ITEMS)))
    assert {name.removeprefix(PACKAGE): item.rstrip(b"\0") for name, item in left.items()} == {
        name: item for name, item in ITEMS.items() if is_needed(name)
    }


def test_sorting_stays_whole_and_names_in_other_languages_go() -> None:
    assert [name for name in ITEMS if not is_needed(name)] == [
        "de.res", "ibm-1047_P100-1995.cnv", "lang/de.res", "lang/root.res", "unames.icu",
    ]  # fmt: skip


def test_trimming_twice_changes_nothing_more() -> None:
    once = trimmed(_data_file(ITEMS))
    assert trimmed(once) == once


def test_what_is_no_data_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no library"):
        data_inside(b"\x7fELF and nothing more")
    big_endian = bytearray(_data_file(ITEMS))
    big_endian[8] = 1
    with pytest.raises(ValueError, match="little-endian"):
        trimmed(bytes(big_endian))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt has ICU on Linux only")
def test_qt_sorts_and_spells_as_before_with_the_trimmed_library(tmp_path: Path) -> None:
    if shutil.which("ld") is None:
        pytest.skip("the library is linked with ld: apt-get install binutils")
    package = Path(str(distribution("PySide6-Essentials").locate_file("PySide6")))
    (whole,) = (package / "Qt" / "lib").glob("libicudata.so.*")
    small = tmp_path / whole.name
    shutil.copyfile(whole, small)
    gained = trim_library(small)
    assert gained > 0.7 * whole.stat().st_size
    # A preloaded library stands in for the one of the same name that Qt is linked to.
    answers = [
        subprocess.run(
            [sys.executable, "-c", ASK_QT], env={"LD_PRELOAD": str(library), "LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, check=True,
        ).stdout
        for library in (whole, small)
    ]  # fmt: skip
    assert "三月" in answers[0]
    assert answers[0] == answers[1]
