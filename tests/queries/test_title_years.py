"""The years that headings name: stated ones, those that happened apart from planned ones."""

from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.titles import heading
from jwviewer.selection import Selection
from tests.title_sample import company_row, deal_rows


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        (("2013", "2018-05"), "2013 to 2018"),
        (("2005", "2024", "202X"), "2005 to 2024"),
        (("1931", "2025", "19XX", "20XX"), "1931 to 2025"),
        (("2005", "2019", "202X"), "2005 to the 2020s"),
        (("2005", "198X"), "the 1980s to 2005"),
        (("202X",), "the 2020s"),
        (("2013/..", "../2018"), "2013 to 2018"),
        (("2013/202X",), "2013 to the 2020s"),
        (("2018-05-04", "XXXX-03"), "2018"),
    ],
)
def test_a_title_names_no_year_that_is_not_stated(dates: tuple[str, ...], years: str) -> None:
    rows = {"entities": [company_row("ada")], **deal_rows([(("ada",), date) for date in dates])}
    said = heading(Dossier.from_rows(rows), Selection(), "timeline").subtitle
    assert f" ({years})" in said


def test_facts_with_and_without_a_date_are_those_of_the_timeline() -> None:
    assert heading(open_dossier(seed("jac-weichai")), Selection(), "timeline").subtitle == (
        "14 facts on the timeline have a date (2013 to 2018), seven have none; "
        "five dates are inferred."
    )


def test_nothing_is_guessed_where_no_date_is_inferred() -> None:
    rows = {"entities": [company_row("ada")], **deal_rows([(("ada",), "2013"), (("ada",), "")])}
    said = heading(Dossier.from_rows(rows), Selection(), "timeline").subtitle
    assert said.endswith("one has none: nothing is placed by guess.")
    rows["events"][0]["date_basis"] = "inferred"
    said = heading(Dossier.from_rows(rows), Selection(), "timeline").subtitle
    assert said.endswith("one has none; one date is inferred.")


@pytest.mark.parametrize(
    ("happened", "planned", "words"),
    [
        (("1904", "2025-02"), ("2024/2029",), "1904 to 2025, plans to 2029"),
        (("1904", "2025-02"), ("2020",), "1904 to 2025"),
        (("2013",), ("2010",), "2013; plans: 2010"),
        ((), ("2028", "2030"), "plans: 2028 to 2030"),
    ],
)
def test_years_that_are_only_planned_are_told_as_plans(
    happened: tuple[str, ...], planned: tuple[str, ...], words: str
) -> None:
    rows = {
        "entities": [company_row("ada")],
        **deal_rows([(("ada",), date) for date in happened]),
        "claims": [
            {"claim_id": f"c{n}", "kind": "intent", "gist": f"Means to {n}", "company_ids": "ada",
             "company_basis": "stated", "period": date, "period_basis": "stated",
             "mode": "narration"}
            for n, date in enumerate(planned)
        ],
    }  # fmt: skip
    said = heading(Dossier.from_rows(rows), Selection(), "timeline").subtitle
    assert f" ({words})" in said


def test_the_tutorial_did_not_happen_in_years_to_come() -> None:
    said = heading(open_dossier(seed("tutorial")), Selection(), "timeline").subtitle
    assert "(1904 to 2025, plans to 2029)" in said
