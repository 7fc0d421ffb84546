from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact_views import Facts
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries import profile_long
from jwviewer.queries import profiles as of_profiles
from jwviewer.queries.profile_parts import CellState, Row
from jwviewer.queries.profiles import ProfileOptions, Profiles, profiles
from jwviewer.selection import Selection
from tests import fact_sample as sample
from tests.benchmarks.make_dossier import make_dossier


@cache
def _dossier(name: str) -> Dossier:
    if name == "sample":
        return sample.dossier()
    if name != "industry":
        return open_dossier(seed(name))
    with TemporaryDirectory() as folder:
        make_dossier(Path(folder), 2500, 5)
        return open_dossier(folder)


def _long(
    dossier: Dossier, selection: Selection, options: ProfileOptions, patch: pytest.MonkeyPatch
) -> Profiles:
    patch.setattr(of_profiles, "MANY", 0)
    patch.setattr(profile_long, "MOST_IN_CELL", 999)
    of_profiles._profiles.cache_clear()
    shown = profiles(dossier, selection, options)
    patch.setattr(of_profiles, "MANY", 5_000)
    of_profiles._profiles.cache_clear()
    return shown


def _told(row: Row) -> tuple[object, ...]:
    # A part whose whole is filtered away stands alone, so which row is silent may differ.
    silent = (CellState.FILTERED, CellState.SILENT)
    cells = tuple("" if cell.state in silent else cell.text for cell in row.cells)
    return row.key, row.name, row.detail, row.indent, row.weight, row.joint, cells


def _without_derived(shown: Profiles) -> dict[str, list[Row]]:
    groups = {g.key: [row for row in g.rows if not row.derived] for g in shown.groups}
    return {key: rows for key, rows in groups.items() if rows}


def _by_key(rows: list[Row]) -> dict[str, tuple[object, ...]]:
    """Return what rows tell; rows of one group may stand in another order."""
    told = {row.key: _told(row) for row in rows}
    assert len(told) == len(rows)
    return told


SELECTIONS = (
    Selection(),
    Selection(kinds=frozenset({"figure", "event", "claim"})),
    Selection(modes=frozenset({"narration"})),
    Selection(bases=frozenset({"inferred"})),
)


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("name", ["sample", "jac-weichai", "tutorial", "industry"])
def test_planned_rows_say_what_rows_made_at_once_say(
    name: str, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = _dossier(name)
    once = profiles(dossier, selection)
    planned = _long(dossier, selection, ProfileOptions(), monkeypatch)
    assert (planned.columns, planned.names, planned.others) == (
        once.columns, once.names, once.others,
    )  # fmt: skip
    assert (planned.several_report, planned.metrics) == (once.several_report, once.metrics)
    expected = _without_derived(once)
    found = {group.key: list(group.rows) for group in planned.groups}
    assert list(found) == list(expected)
    for key, rows in expected.items():
        assert _by_key(found[key]) == _by_key(rows), key
    titles = {group.key: group.title for group in once.groups}
    for group in planned.groups:
        assert group.title == titles[group.key]


def test_what_filters_hide_is_told_from_what_nobody_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = _dossier("industry")
    selection = Selection(modes=frozenset({"narration", "document"}))
    hidden = {
        (row.key, n)
        for row in profiles(dossier, selection).rows
        if not row.derived
        for n, cell in enumerate(row.cells)
        if cell.state is CellState.FILTERED
    }
    found = {
        (row.key, n)
        for row in _long(dossier, selection, ProfileOptions(), monkeypatch).rows
        for n, cell in enumerate(row.cells)
        if cell.state is CellState.FILTERED
    }
    assert len(hidden) > 10
    assert len(hidden ^ found) < len(hidden) / 10


def test_every_company_of_an_industry_can_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = _dossier("industry")
    options = ProfileOptions(dossier.companies)
    monkeypatch.setattr(profile_long, "MANY_COLUMNS", 999)
    shown = _long(dossier, Selection(), options, monkeypatch)
    once = profiles(dossier, Selection(), options)
    assert len(shown.columns) == len(dossier.companies) > 50
    assert _by_key(list(shown.rows)) == _by_key([r for r in once.rows if not r.derived])


def test_only_shared_rows_are_kept_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = _dossier("industry")
    options = ProfileOptions(show="shared")
    shown = _long(dossier, Selection(), options, monkeypatch)
    assert shown.rows
    assert all(row.shared for row in shown.rows)
    once = [row for row in profiles(dossier, Selection(), options).rows if not row.derived]
    assert _by_key(list(shown.rows)) == _by_key(once)


def test_a_row_makes_its_own_facts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = _dossier("industry")
    shown = _long(dossier, Selection(), ProfileOptions(), monkeypatch)
    group = next(group for group in shown.groups if group.key == "events")
    asked: list[int] = []
    make = Facts.__getitem__

    def noted(self: Facts, at: int) -> object:
        asked.append(at)
        return make(self, at)

    monkeypatch.setattr(Facts, "__getitem__", noted)
    row = group.rows[len(group.rows) // 2]
    assert row.label
    assert len(set(asked)) < 60


def test_a_fact_is_found_in_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = _dossier("industry")
    shown = _long(dossier, Selection(), ProfileOptions(), monkeypatch)
    for group in shown.groups:
        number = len(group.rows) - 1
        fact_id = next(e.fact_id for c in group.rows[number].cells for e in c.entries)
        place = group.rows.find(dossier.positions[fact_id])  # type: ignore[attr-defined]
        assert fact_id in group.rows[place].fact_ids


def test_cells_beside_many_columns_count_what_they_do_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = _dossier("industry")
    options = ProfileOptions(dossier.companies)
    shown = _long(dossier, Selection(), options, monkeypatch)
    cells = {(row.key, n): cell for row in shown.rows for n, cell in enumerate(row.cells)}
    cut = [key for key, cell in cells.items() if cell.left]
    assert cut
    once = {row.key: row for row in profiles(dossier, Selection(), options).rows}
    for key, column in cut:
        cell = cells[key, column]
        assert len(cell.entries) + cell.left == len(once[key].cells[column].entries)
        assert f"and {cell.left} more" in cell.text


@pytest.mark.parametrize("most", [1, 3])
def test_a_brief_row_tells_one_of_too_many_contradicting_values_and_counts_the_rest(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_long, "BRIEF", most)
    shown = _long(_dossier("industry"), Selection(), ProfileOptions(), monkeypatch)
    crowded = roomy = 0
    for group in shown.groups:
        for rows in getattr(group.rows, "parts", (group.rows,)):
            if not hasattr(rows, "brief"):
                continue
            for brief, whole in zip(rows.brief, rows, strict=True):
                for short, full in zip(brief.cells, whole.cells, strict=True):
                    kept = full.kept(most)
                    few = len(kept) <= most
                    told = [(one.fact_id, one.contested) for one in short.entries]
                    expected = [(one.fact_id, one.contested) for one in kept]
                    assert told == (expected if few else expected[:1])
                    assert len(told) + short.left == len(full.entries) + full.left
                    crowded += not few
                    roomy += few and any(one.contested for one in kept)
    assert crowded > 0
    assert most == 1 or roomy > 0


def test_a_row_of_many_figures_makes_no_more_facts_than_it_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = _long(_dossier("industry"), Selection(), ProfileOptions(), monkeypatch)
    figures = [g.rows for g in shown.groups if g.key.startswith("figures:")]
    rows = max(figures, key=lambda rows: max(len(rows.places(n)) for n in range(len(rows))))  # type: ignore[attr-defined]
    number = max(range(len(rows)), key=lambda n: len(rows.places(n)))  # type: ignore[attr-defined]
    asked: set[int] = set()
    make = Facts.__getitem__

    def noted(self: Facts, at: int) -> object:
        asked.add(at)
        return make(self, at)

    monkeypatch.setattr(Facts, "__getitem__", noted)
    row = next(itertools.islice(rows.brief, number, None))  # type: ignore[attr-defined]
    told = sum(len(cell.entries) for cell in row.cells)
    assert len(rows.places(number)) > 3 * told  # type: ignore[attr-defined]
    assert len(asked) <= told + 1  # and the one that a part is named by
