"""The judgement over sizes and starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bundling.first_paint import starts
from bundling.measuring import Row, owners, table, too_large


def test_a_size_above_its_ratio_is_a_fault_and_a_slow_start_is_none(tmp_path: Path) -> None:
    rows = [
        Row("unpacked, MiB", 116.0, 100.0, 1.15),
        Row("tar.xz, MiB", 119.0, 100.0, 1.2),
        Row("first paint, s", 900.0, 100.0, 1.5, binding=False),
    ]
    (fault,) = too_large(rows, tmp_path)
    assert fault.startswith("unpacked")
    assert "1.16" in fault


def test_no_ratio_excuses_more_than_the_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"x" * 2**20)
    assert too_large([], tmp_path) == []
    monkeypatch.setattr("bundling.measuring.MOST_MEBIBYTES", 0.9)
    assert len(too_large([], tmp_path)) == 1


def test_the_table_shows_every_row_with_ratio_and_limit() -> None:
    lines = table([Row("tar.xz, MiB", 41.988, 42.427, 1.2)]).splitlines()
    assert lines[1].split() == ["tar.xz,", "MiB", "41.988", "42.427", "0.99", "1.20"]


def test_the_room_is_told_by_who_takes_it(tmp_path: Path) -> None:
    for name, mebibytes in (
        ("jwviewer", 1), ("_internal/PySide6/Qt/lib/libQt6Core.so.6", 3),
        ("_internal/PySide6/Qt/lib/libicudata.so.73", 4), ("_internal/pandas/_libs/lib.so", 2),
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0" * (mebibytes * 2**20))
    assert owners(tmp_path) == "ICU 4.0 | Qt 3.0 | pandas 2.0 | program's code 1.0"


@pytest.mark.skipif(sys.platform == "win32", reason="starts scripts of a shell")
def test_a_start_lasts_until_qt_says_that_it_painted(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(
        '#!/bin/sh\ntest "$QT_LOGGING_RULES" = qt.widgets.painting=true || exit 1\n'
        "echo qt.widgets.painting: Marking >&2\necho qt.widgets.painting: Flushing >&2\n"
        "exec cat /dev/zero >/dev/null\n",  # it would not end by itself
        encoding="utf-8",
    )
    program.chmod(0o755)
    (start,) = starts([[str(program)]], 2)
    assert start.wall > 0


@pytest.mark.skipif(sys.platform == "win32", reason="starts scripts of a shell")
def test_a_program_that_paints_nothing_is_no_measurement(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(RuntimeError, match="ended before"):
        starts([[str(program)]], 1)
