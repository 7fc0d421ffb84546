"""The first dossier says what its source says, in whose voice, and where; nothing more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Fact
from jwviewer.dossier.files import save_dossier
from jwviewer.places import seed

FOLDER = seed("jac-weichai")
COMPANIES = ("jac-motors", "weichai", "weichai-group", "shandong-heavy")
BOTH = ("jac-motors", "weichai")


def takers(fact: Fact, role: str) -> dict[str, str]:
    return {p.entity_id: p.basis for p in fact.participants if p.role == role}


# ------------------------------------------------------------------ the files


def test_opens_without_a_problem_and_holds_enough(dossier: Dossier) -> None:
    assert dossier.problems == ()
    assert (dossier.id, dossier.title, dossier.version) == (
        "jac-weichai",
        "JAC Motors and Weichai",
        "1.0",
    )
    assert not dossier.fictional
    assert len(dossier.facts) >= 100
    assert len(dossier.evidence) >= 350
    kinds = Counter(fact.kind for fact in dossier.facts)
    assert kinds["technology"] >= 18
    assert kinds["claim"] >= 35


def test_files_are_as_the_program_writes_them(dossier: Dossier, tmp_path: Path) -> None:
    save_dossier(dossier, tmp_path / "again")
    written = sorted(p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*.*"))
    assert Path("data/figures.csv") in written
    for name in written:
        assert (tmp_path / "again" / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_ids_are_unique(dossier: Dossier) -> None:
    assert [i for i, n in Counter(dossier.fact_ids).items() if n > 1] == []
    assert [i for i, n in Counter(e.id for e in dossier.evidence).items() if n > 1] == []


# ------------------------------------------------------------------ who and where


def test_four_companies_and_the_two_parties_first(dossier: Dossier) -> None:
    assert dossier.companies == COMPANIES
    assert [dossier.name(c) for c in COMPANIES] == [
        "JAC Motors", "Weichai", "Weichai Group", "Shandong Heavy Industry Group",
    ]  # fmt: skip
    assert dossier.parties == BOTH


def test_nothing_ties_weichai_to_the_group_of_that_name(dossier: Dossier) -> None:
    groups = {"weichai-group", "shandong-heavy"}
    for fact in dossier.facts:
        named = {*fact.company_ids, *fact.references, fact.subject_id, fact.object_id}
        assert not ("weichai" in named and named & groups), fact.id
    touching = {f.id for f in dossier.facts if groups & {*f.company_ids, *f.references}}
    assert touching == groups | {"tan-xuguang", "chair-shandong-heavy", "chair-weichai-group"}


def test_three_chairs_held_by_two_people(dossier: Dossier) -> None:
    chairs = {(f.person_id, f.role, f.organisation_id) for f in dossier.facts if f.kind == "role"}
    assert chairs == {
        ("an-jin", "Chairman", "jac-motors"),
        ("tan-xuguang", "Chairman", "shandong-heavy"),
        ("tan-xuguang", "Chairman", "weichai-group"),
    }


def test_headquarters_only_where_given(dossier: Dossier) -> None:
    seats = [(f.subject_id, f.object_id) for f in dossier.facts if f.relation == "seated-in"]
    assert seats == [("jac-motors", "hefei")]
    assert any(o.fact_id == "weichai" and o.attribute == "place" for o in dossier.omissions)


def test_no_name_is_given_that_the_source_does_not_print(dossier: Dossier) -> None:
    assert set(dossier.tables["entities"]["name_local"]) == {""}


# ------------------------------------------------------------------ what happened


def test_two_agreements_one_of_them_undated(dossier: Dossier) -> None:
    agreements = {f.id: f for f in dossier.facts if f.event_type == "agreement"}
    assert set(agreements) == {"agreement-2013", "agreement-new"}
    first, new = agreements["agreement-2013"], agreements["agreement-new"]
    assert (first.date, first.date_basis) == ("2013", "stated")
    assert (new.date, new.date_basis, new.not_before, new.not_after) == ("", "undated", "", "")
    assert (new.after_event_id, new.place_id) == ("agreement-2013", "hefei")
    for agreement in (first, new):
        assert takers(agreement, "party") == dict.fromkeys(BOTH, "stated")


def test_only_the_article_is_dated_by_the_year_it_reports_on(dossier: Dossier) -> None:
    source = dossier.row("sources", "article")
    assert (source["published"], source["author"], source["publisher"]) == ("", "", "")
    assert (source["written_after"], source["written_after_basis"]) == ("2018-12-31", "inferred")


def test_chairmen_attended_and_nobody_is_said_to_have_signed(dossier: Dossier) -> None:
    ceremony = dossier.fact("ceremony")
    assert (ceremony.event_type, ceremony.date, ceremony.date_basis) == ("ceremony", "", "undated")
    assert takers(ceremony, "attendee") == {"an-jin": "stated", "tan-xuguang": "stated"}
    assert takers(ceremony, "party") == dict.fromkeys(BOTH, "inferred")
    assert {"an-jin", "tan-xuguang"}.isdisjoint(dossier.fact("agreement-new").references)


@pytest.mark.parametrize(
    ("event_id", "fields"),
    [
        ("cooperation-2013", ["R&D", "Manufacturing", "Sales", "Service"]),
        (
            "agreement-new",
            ["New energy-saving technologies", "New energy", "Software", "Other fields, not named"],
        ),
    ],
)  # fmt: skip
def test_fields_of_cooperation(dossier: Dossier, event_id: str, fields: list[str]) -> None:
    topics = [f for f in dossier.facts if f.table == "topics" and f.event_id == event_id]
    assert [f.name for f in topics] == fields


def test_cooperation_has_a_start_and_no_end(dossier: Dossier) -> None:
    cooperation = dossier.fact("cooperation-2013")
    assert (cooperation.event_type, cooperation.date) == ("cooperation", "2013/..")
    assert cooperation.when is not None
    assert cooperation.when.open_end


def test_programme_lasts_seven_years_without_a_start(dossier: Dossier) -> None:
    programme = dossier.fact("programme-6dct")
    assert (programme.kind, programme.duration) == ("programme", "P7Y")
    assert (programme.date, programme.date_basis) == ("", "undated")
    assert takers(programme, "developer") == {"jac-motors": "inferred"}
    part = dossier.fact("6dct-in-863")
    assert (part.subject_id, part.relation, part.object_id) == (
        "project-6dct",
        "part-of",
        "program-863",
    )


def test_award_is_won_by_a_project_in_no_year(dossier: Dossier) -> None:
    award = dossier.fact("award-progress")
    assert (award.kind, award.result, award.date, award.date_basis) == (
        "award",
        "first prize",
        "",
        "undated",
    )
    assert takers(award, "winner") == {"project-powertrain": "stated"}
    assert takers(award, "subject") == {"weichai": "inferred"}
    assert dossier.row("entities", "project-powertrain")["kind"] == "programme"
    assert award.company_basis == "inferred"


# ------------------------------------------------------------------ voices


def test_asserters_are_only_those_the_source_names(dossier: Dossier) -> None:
    for fact in dossier.facts:
        asserters = (fact.asserter_id, fact.asserter_event_id)
        expected = {"reported": ("jac-motors", ""), "document": ("", "agreement-new")}
        assert asserters == expected.get(fact.mode, ("", "")), fact.id


@pytest.mark.parametrize(
    ("mode", "ids"),
    [
        (
            "reported",
            {"claim-jac-route", "claim-jac-core", "claim-jac-forward", "claim-jac-own-rd"},
        ),
        (
            "quote-unnamed",
            {
                "claim-rapid-growth", "claim-groundwork", "claim-jac-decisive",
                "claim-weichai-strategy", "claim-weichai-platform", "claim-weichai-leads",
                "claim-weichai-core",
            },
        ),
        ("hedged", {"claim-6dct-software", "claim-6dct-monopoly", "claim-6dct-gap"}),
    ],
)  # fmt: skip
def test_claims_by_voice(dossier: Dossier, mode: str, ids: set[str]) -> None:
    assert {f.id for f in dossier.facts if f.kind == "claim" and f.mode == mode} == ids


def test_intentions_are_the_agreements_own_words(dossier: Dossier) -> None:
    intents = [
        f for f in dossier.facts if f.claim_kind == "intent" and f.event_id == "agreement-new"
    ]
    plans = [f for f in dossier.facts if f.event_type == "plan"]
    assert len(intents) >= 12
    assert len(plans) == 2
    for fact in (*intents, *plans):
        assert fact.mode == "document"
        assert fact.company_ids == BOTH
        assert (fact.date, fact.period) == ("", "")


def test_what_hangs_on_a_company_by_its_paragraph_is_inferred(dossier: Dossier) -> None:
    for fact_id in (
        "project-6dct", "transmission-6dct", "tcu", "tcu-software", "transmission-software",
        "programme-6dct", "claim-6dct-software", "claim-6dct-monopoly", "claim-6dct-gap",
        "6dct-in-863", "software-in-tcu",
        "project-powertrain", "powertrain", "award-progress", "claim-award-reversal",
        "k7", "sold-k7-2018", "income-2018-cny", "units-supplied-total",
    ):  # fmt: skip
        assert dossier.fact(fact_id).company_basis == "inferred", fact_id


# ------------------------------------------------------------------ what is not said


@pytest.mark.parametrize(
    ("fact_id", "attribute"),
    [
        ("", "published"), ("agreement-new", "date"), ("agreement-new", "person"),
        ("agreement-new", "terms"), ("income-conversion", "rate"), ("income-2018-cny", "metric"),
        ("award-progress", "date"), ("award-progress", "winner"), ("sold-2018", "period"),
        ("sold-k7-change", "base_period"), ("units-supplied-total", "period"),
        ("programme-6dct", "date"), ("claim-6dct-monopoly", "asserter"),
        ("weichai", "identity"), ("weichai", "value"), ("jac-motors", "value"),
    ],
)  # fmt: skip
def test_omission(dossier: Dossier, fact_id: str, attribute: str) -> None:
    assert (fact_id, attribute) in {(o.fact_id, o.attribute) for o in dossier.omissions}
