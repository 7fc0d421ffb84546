from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jwviewer.cli import main
from jwviewer.dossier.schema import BOUNDS, EVENT_TYPES, FACT_KINDS, MODES

AGREED = [
    "id", "kind", "label", "name", "companies", "person", "role", "organisation", "event_type",
    "participants", "metric", "subject", "part_of", "value", "value_high", "bound", "direction",
    "unit", "currency", "period", "period_basis", "base_period", "date", "date_basis", "duration",
    "place", "mode", "asserter", "evidence",
]  # fmt: skip


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["facts", "--json", *arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def _by_id(facts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {fact["id"]: fact for fact in facts}


def test_every_fact_has_the_agreed_fields_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    facts = _json(capsys)
    assert len(facts) >= 75
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert list(fact)[: len(AGREED)] == AGREED
        assert fact["kind"] in FACT_KINDS
        assert fact["bound"] in (*BOUNDS, None)
        assert fact["event_type"] in (*EVENT_TYPES, None)
        assert fact["mode"] in MODES
        assert fact["evidence"], fact["id"]
        assert all(e["start"] < e["end"] for e in fact["evidence"])
        assert "" not in fact.values()


def test_figures_are_decimal_text_in_base_units_with_their_bound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = _by_id(_json(capsys))
    sold = facts["sold-2018"]
    assert (sold["value"], sold["bound"], sold["unit"], sold["currency"]) == (
        "260000", "gt", "vehicle", None,
    )  # fmt: skip
    rise = facts["sold-k7-change"]
    assert (rise["value"], rise["unit"], rise["direction"]) == ("90", "%", "increase")
    dollars = facts["income-2018-usd"]
    assert (dollars["value"], dollars["bound"], dollars["currency"], dollars["inferred_bound"]) == (
        "33400000000", "eq", "USD", "gt",
    )  # fmt: skip


def test_the_undated_agreement_stays_undated(capsys: pytest.CaptureFixture[str]) -> None:
    facts = _by_id(_json(capsys))
    new = facts["agreement-new"]
    assert new["date"] is None
    assert new["date_basis"] == "undated"
    assert new["after"] == "agreement-2013"
    assert new["participants"] == ["JAC Motors", "Weichai"]


def test_names_are_canonical_and_a_document_asserts_by_its_label(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = _json(capsys)
    by_id = _by_id(facts)
    assert by_id["chair-weichai-group"]["person"] == "Tan Xuguang"
    assert by_id["chair-weichai-group"]["organisation"] == "Weichai Group"
    document = {fact["asserter"] for fact in facts if fact["mode"] == "document"}
    assert document == {by_id["agreement-new"]["label"]}
    assert {f["asserter"] for f in facts if f["mode"] in ("hedged", "quote-unnamed")} == {None}


def test_derived_values_come_only_when_asked_for_with_bound_and_formula(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not any("formula" in fact for fact in _json(capsys))
    derived = {
        (Decimal(fact["value"]), fact["bound"], fact["unit"])
        for fact in _json(capsys, "--derived")
        if fact["derived"]
    }
    assert (Decimal("77.0"), "lt", "%") in derived
    assert (Decimal(1052), "gt", "vehicle") in derived
    assert (Decimal("14.2"), "eq", "%") in derived
    assert any(value == Decimal("6.886") and bound == "about" for value, bound, _ in derived)
    assert all(fact["formula"] for fact in _json(capsys, "--derived") if fact["derived"])


def test_csv_holds_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    facts = _json(capsys)
    assert main(["facts", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [fact["id"] for fact in facts]
    assert [row["value"] for row in rows] == [fact["value"] or "" for fact in facts]


def test_no_cell_of_the_csv_can_act_as_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    from jwviewer.places import seed

    copy = tmp_path / "copy"
    shutil.copytree(seed("jac-weichai"), copy)
    claims = copy / "data" / "claims.csv"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace("Pool the best of what each has", "=HYPERLINK(1)"), encoding="utf-8"
    )
    assert main(["facts", "--csv", str(copy)]) == 0
    rows = csv.reader(io.StringIO(capsys.readouterr().out))
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_the_plain_listing_shows_bounds_and_what_is_not_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["facts"]) == 0
    said = capsys.readouterr().out
    assert "> 260,000 vehicles" in said
    assert "just under 200,000 vehicles" in said
    assert "date not given" in said
    assert "What the source does not say" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["facts", "--json", "--csv"],
        ["facts", "--nonsense"],
        ["export", "--pane", "nothing", "--output", "x"],
        ["export", "--pane", "all"],
        ["export", "--pane", "metrics", "--output", "x.png", "--size", "12"],
        ["export", "--pane", "metrics", "--output", "x.png", "--scale", "nan"],
        ["check"],
        ["no-such-dossier"],
    ],
)
def test_bad_arguments_get_one_sentence_and_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_check_is_silent_and_0_on_a_good_dossier(capsys: pytest.CaptureFixture[str]) -> None:
    from jwviewer.places import seed

    assert main(["check", str(seed("jac-weichai"))]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_file_line_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    from jwviewer.places import seed

    copy = tmp_path / "copy"
    shutil.copytree(seed("jac-weichai"), copy)
    figures = copy / "data" / "figures.csv"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace("260000", "26o000", 1), encoding="utf-8"
    )
    assert main(["check", str(copy)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("data/figures.csv:2:value: ") for line in lines)


def test_pack_and_unpack_give_back_the_same_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from jwviewer.places import seed

    packed, folder = tmp_path / "one.dossier", tmp_path / "folder"
    assert main(["pack", str(seed("jac-weichai")), str(packed)]) == 0
    assert main(["unpack", str(packed), str(folder)]) == 0
    assert _json(capsys, str(packed)) == _json(capsys) == _json(capsys, str(folder))


def test_facts_check_and_pack_need_no_qt(tmp_path: Path) -> None:
    blocked = (
        "import sys\n"
        "for name in ('PySide6', 'shiboken6', 'pyqtgraph'): sys.modules[name] = None\n"
        "from jwviewer.cli import main\n"
        "from jwviewer.places import seed\n"
        "codes = [main(['facts', '--json', '--derived']),\n"
        "         main(['check', str(seed('jac-weichai'))]),\n"
        f"         main(['pack', str(seed('jac-weichai')), {str(tmp_path / 'one.dossier')!r}])]\n"
        "sys.exit(any(codes))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", blocked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.dossier").stat().st_size > 0


def test_without_a_display_the_window_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "export" in capsys.readouterr().err


def test_a_limit_is_lifted_on_the_persons_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import zipfile

    from jwviewer.places import seed

    packed, stuffed = tmp_path / "one.dossier", tmp_path / "stuffed.dossier"
    assert main(["pack", str(seed("jac-weichai")), str(packed)]) == 0
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(stuffed, "w") as more:
        for entry in whole.infolist():
            more.writestr(entry, whole.read(entry))
        # Far better compressed than any honest table is.
        blank = b"note_id,text\n" + b"n,x\n" * 2_000_000
        more.writestr("data/notes.csv", blank, zipfile.ZIP_DEFLATED, 9)
    assert main(["facts", str(stuffed)]) == 1
    said = capsys.readouterr().err
    assert "--trusted" in said
    assert len(said.strip().splitlines()) == 1
    assert main(["facts", "--trusted", str(stuffed)]) == 0
