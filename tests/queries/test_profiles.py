from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.grid import as_html, as_tsv
from jwviewer.queries.profile_grid import profile_grid
from jwviewer.queries.profile_parts import CellState, Group, Row
from jwviewer.queries.profiles import ProfileOptions, Profiles, profiles
from jwviewer.queries.title_facts import Shown
from jwviewer.selection import Period, Selection
from tests import fact_sample as sample


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample.dossier()


@pytest.fixture(scope="module")
def shown(dossier: Dossier) -> Profiles:
    return profiles(dossier, Selection())


def _row(shown: Profiles, label: str) -> Row:
    return next(row for row in shown.rows if row.label == label)


def _group(shown: Profiles, start: str) -> Group:
    return next(group for group in shown.groups if group.title.startswith(start))


def test_the_parties_stand_side_by_side_and_others_wait(shown: Profiles) -> None:
    assert shown.names == ("North Works", "South Yard")
    assert shown.others == ("group", "lake")


def test_a_company_with_a_longer_name_is_shown_beside_and_said_not_to_be_linked(
    shown: Profiles,
) -> None:
    chair = _row(shown, "Chair")
    assert chair.cells[0].text == "Ada Moor [of North Works Group; link not stated]"
    assert chair.cells[1].text == "not reported"


def test_a_stated_relation_is_not_called_missing() -> None:
    link = {
        "relation_id": "owned", "subject_id": "group", "relation": "owns", "object_id": "north",
        "basis": "stated", "period_basis": "undated", "mode": "narration",
    }  # fmt: skip
    shown = profiles(sample.dossier(relations=[link]), Selection())
    assert _row(shown, "Chair").cells[0].text == "Ada Moor [of North Works Group]"


def test_a_company_of_its_own_column_lends_nothing(dossier: Dossier) -> None:
    shown = profiles(dossier, Selection(), ProfileOptions(("north", "group")))
    assert [cell.text for cell in _row(shown, "Chair").cells] == ["not reported", "Ada Moor"]


def test_names_that_only_begin_alike_lend_nothing() -> None:
    dossier = sample.dossier(
        entities=[sample.entity("isle", "South Yardley"), sample.entity("bo", "Bo", "person")],
        roles=[{
            "role_id": "bo-chair", "person_id": "bo", "role": "chair", "organisation_id": "isle",
            "period_basis": "undated", "mode": "narration",
        }],
    )  # fmt: skip
    assert "Bo" not in _row(profiles(dossier, Selection()), "Chair").cells[1].text


def test_headquarters_tell_the_wider_place(shown: Profiles) -> None:
    row = _row(shown, "Headquarters")
    assert row.cells[0].text == "Quay Town, Quayshire"
    assert {"seat", "quay", "lies", "shire"} <= set(row.fact_ids)


def test_figures_keep_bound_and_unit_and_silence_is_not_empty(shown: Profiles) -> None:
    row = _row(shown, "Boats built")
    assert [cell.text for cell in row.cells] == [
        "> 260,000 units",
        "not comparable (reported without a period)",
    ]
    part = _row(shown, "Quiet ferry")
    assert part.indent == 1
    assert part.cells[0].text == "just under 200,000 units [inferred: period]"
    assert part.cells[1].text == "not reported"


def test_figures_say_how_many_metrics_both_report(dossier: Dossier, shown: Profiles) -> None:
    # Boats, income and staff, and the small boats of one of them.
    assert (shown.several_report, shown.metrics) == (3, 4)
    assert shown.comparable_rows == 0
    assert _group(shown, "Figures for 2018").title == "Figures for 2018 — 1 of 4 metrics in both"
    three = profiles(dossier, Selection(), ProfileOptions(("north", "south", "group")))
    assert three.shared_words == "3 of 4 metrics in several"
    assert "more than one of the three companies shown: 3 of 4" in three.shared_sentence
    assert "both" not in three.shared_sentence


def test_metrics_are_counted_as_titles_count_them() -> None:
    dossier = open_dossier(seed("tutorial"))
    everybody = profiles(dossier, Selection(), ProfileOptions(dossier.companies))
    assert everybody.several_report == Shown(dossier, Selection()).shared_metrics()[0]


def test_a_metric_of_both_for_one_period_and_unit_is_shared() -> None:
    dossier = sample.dossier(
        figures=[sample.figure("built-south", "south", "built", "7000", bound="about")]
    )
    shown = profiles(dossier, Selection())
    assert shown.comparable_rows == 1
    assert _group(shown, "Figures for 2018").title.endswith("2 of 4 metrics in both")
    assert [c.text for c in _row(shown, "Boats built").cells] == [
        "> 260,000 units",
        "about 7,000 units",
    ]


def test_different_units_cannot_be_compared_and_both_values_stay(shown: Profiles) -> None:
    north, south = _row(shown, "Income").cells
    assert north.reason == south.reason == "units differ: CNY, US$, €"
    assert [entry.strong for entry in north.entries] == ["> CNY 230 bn", "US$ 33.40 bn"]
    assert "the source's own conversion" in north.entries[1].chips
    assert "inferred: “more than”" in north.entries[1].chips
    assert "rate" in north.entries[1].also
    assert south.entries[0].strong == "€ 5 m"


def test_another_period_cannot_be_compared(shown: Profiles) -> None:
    staff = [row for row in shown.rows if row.label == "Staff"]
    states = [[cell.state for cell in row.cells] for row in staff]
    assert states == [
        [CellState.ELSEWHERE, CellState.REPORTED],
        [CellState.REPORTED, CellState.ELSEWHERE],
    ]
    assert staff[0].cells[0].text == "not comparable (reported for 2017)"


def test_periods_within_a_year_are_not_the_year() -> None:
    dossier = sample.dossier(
        figures=[sample.figure("q4", "south", "built", "900", period="2018-36")]
    )
    row = _row(profiles(dossier, Selection()), "Boats built")
    assert row.cells[1].reason == "periods differ: 2018, Q4 2018"
    assert "Q4 2018" in row.cells[1].entries[0].chips


def test_contradicting_figures_are_marked() -> None:
    dossier = sample.dossier(figures=[sample.figure("other", "north", "built", "300000")])
    entries = _row(profiles(dossier, Selection()), "Boats built").cells[0].entries
    assert all("values differ" in entry.chips for entry in entries)
    assert "source: Ferry News" in entries[0].chips


def test_the_same_number_written_otherwise_contradicts_nothing() -> None:
    again = sample.figure("again", "north", "built", "260000.0", bound="gt")
    entries = _row(profiles(sample.dossier(figures=[again]), Selection()), "Boats built")
    assert not any("values differ" in entry.chips for entry in entries.cells[0].entries)


def test_derived_values_are_marked_and_keep_their_bound(shown: Profiles) -> None:
    share = next(row for row in shown.rows if row.derived and "share" in row.label)
    entry = share.cells[0].entries[0]
    assert (entry.strong, entry.rest) == ("< 77.0", "%")
    assert share.label.endswith("(derived)")
    assert share.cells[1].text == "no derived value"
    assert "÷" in entry.derived


def test_a_row_of_derived_values_tells_what_is_stated_instead() -> None:
    growth = sample.figure(
        "more", "north", "growth", "10", unit="%", change_of_id="all", direction="increase",
        base_period="2017", base_basis="stated", decimals=0,
    )  # fmt: skip
    rival = sample.figure("before", "south", "built", "7000", period="2017")
    own = sample.figure("own", "north", "built", "236000", period="2017")
    shown = profiles(sample.dossier(figures=[growth, rival, own]), Selection())
    stated, derived = (
        row
        for row in shown.rows
        if row.key.startswith(("figure:2017:built", "derived:derived-base"))
    )
    assert stated.cells[0].text == "236,000 units"
    assert derived.name == "Boats built (derived)"
    assert derived.indent == 1
    assert derived.cells[1].text == "no derived value (stated: 7,000 units)"


def test_no_two_rows_of_a_group_have_the_same_name() -> None:
    for name in ("tutorial", "jac-weichai"):
        for group in profiles(open_dossier(seed(name)), Selection()).groups:
            if group.key.startswith("figures:"):
                names = [row.name for row in group.rows]
                assert len(names) == len(set(names))


def test_contradicting_values_are_all_told_before_others_are_counted() -> None:
    later = [
        sample.figure(f"q{n}", "north", "built", f"{n}000", period=f"2018-{32 + n}")
        for n in (1, 2, 3)
    ]
    other = sample.figure("other", "north", "built", "300000")
    cell = _row(
        profiles(sample.dossier(figures=[*later, other]), Selection()), "Boats built"
    ).cells[0]
    text = cell.told(1)
    assert "> 260,000 units" in text
    assert "300,000 units" in text
    assert text.endswith("and 3 more")


def test_events_of_both_are_one_cell(shown: Profiles) -> None:
    row = _row(shown, "Pact of 2013")
    assert row.joint
    assert row.cells[0].text == "2013"
    later = _row(shown, "Later pact")
    assert later.cells[0].text == "date not given [later than: Pact of 2013]"


def test_a_company_outside_an_event_is_not_a_party(dossier: Dossier) -> None:
    shown = profiles(dossier, Selection(), ProfileOptions(("north", "south", "group")))
    assert _row(shown, "Pact of 2013").cells[2].text == "not a party"
    assert _row(shown, "Fields of cooperation").cells[2].text == "not a party"


def test_inferred_parts_and_missing_dates_are_said_of_awards(shown: Profiles) -> None:
    cell = _row(shown, "Golden Rudder").cells[1]
    assert cell.text == "first prize, date not given [inferred: winner]"


def test_claims_keep_their_voice(shown: Profiles) -> None:
    assert _row(shown, "Qualities").cells[0].text == (
        "The ferry is quiet [inferred: company; “it is claimed”]"
    )
    assert _row(shown, "Intentions").cells[0].text == "Build more together [says the agreement]"
    assert _row(shown, "Superlatives").cells[1].text == "Best in the bay [South Yard says]"


def test_only_shared_and_only_different_rows(dossier: Dossier) -> None:
    shared = profiles(dossier, Selection(), ProfileOptions(show="shared"))
    assert {row.label for row in shared.rows} == {
        "Income", "Pact of 2013", "Later pact", "Fields of cooperation", "Intentions",
    }  # fmt: skip
    different = {
        row.label for row in profiles(dossier, Selection(), ProfileOptions(show="different")).rows
    }
    assert "Pact of 2013" not in different
    assert {"Income", "Boats built", "Headquarters"} <= different


def test_filters_hide_and_never_pass_for_silence(dossier: Dossier) -> None:
    stated = profiles(dossier, Selection(modes=frozenset({"reported"})))
    assert [row.label for row in stated.rows] == ["Superlatives"]
    kinds = profiles(dossier, Selection(bases=frozenset({"stated"}), kinds=frozenset({"figure"})))
    assert _row(kinds, "Income").cells[0].text.startswith("> CNY 230 bn")
    hidden = profiles(dossier, Selection(bases=frozenset({"inferred"})))
    assert _row(hidden, "Income").cells[1].text == "hidden by the filters"


def test_a_company_filter_chooses_the_columns(dossier: Dossier) -> None:
    shown = profiles(dossier, Selection(companies=frozenset({"south"})))
    assert shown.names == ("South Yard",)
    assert shown.shared_words == ""


def test_focus_and_period_change_nothing(dossier: Dossier, shown: Profiles) -> None:
    assert profiles(dossier, Selection(focus="all", period=Period(1, 2))) == shown


def test_every_fact_of_a_shown_company_is_somewhere(dossier: Dossier, shown: Profiles) -> None:
    there = {fact_id for row in shown.rows for fact_id in row.fact_ids}
    of_theirs = {f.id for f in dossier.facts if set(f.company_ids) & {"north", "south"}}
    assert of_theirs - there <= {"south"}  # a company without a definition has only its heading


def test_the_table_twin_says_what_the_cells_say(shown: Profiles) -> None:
    grid = profile_grid(shown)
    assert grid.columns == ("Group", "Row", "North Works", "South Yard")
    assert len(grid.rows) == len(shown.rows)
    line = next(row for row in grid.rows if row[1] == "Headquarters")
    assert line[2:] == ("Quay Town, Quayshire", "not reported")


def test_nothing_in_a_copied_table_acts_as_markup_or_formula() -> None:
    dossier = sample.dossier(
        claims=[{
            "claim_id": "evil", "kind": "quality", "gist": "=HYPERLINK(1)\t<b>",
            "company_ids": "lake", "company_basis": "stated", "period_basis": "undated",
            "mode": "narration",
        }]
    )  # fmt: skip
    grid = profile_grid(profiles(dossier, Selection(), ProfileOptions(("lake",))))
    tsv, html = as_tsv(grid), as_html(grid)
    assert "'=HYPERLINK(1) <b>" in tsv
    assert all(line.count("\t") == 2 for line in tsv.splitlines())
    assert "<b>" not in html
    assert "Lake &amp; &lt;b&gt;Sons&lt;/b&gt;" in html


def test_a_dossier_without_companies_has_no_rows() -> None:
    empty = profiles(Dossier.from_rows({}), Selection())
    assert empty.columns == ()
    assert empty.rows == ()


def test_two_that_share_unit_and_period_compare_though_a_third_does_not() -> None:
    third = sample.figure("income-group", "group", "income", "5000000", unit="EUR")
    dossier = sample.dossier(figures=[third])
    columns = ProfileOptions(("north", "south", "group"))
    north, south, group = _row(profiles(dossier, Selection(), columns), "Income").cells
    assert north.reason.startswith("units differ")
    assert south.reason == group.reason == ""
