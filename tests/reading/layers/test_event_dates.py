"""Of which event a date is, where a sentence tells of several things."""

from __future__ import annotations

import pytest

from tests.reading.layers.test_events import told


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        (
            "Voltessa AB teamed up with Kerning AG, lost millions and went bust in October 2019.",
            "cooperation", "",
        ),
        (
            "Voltessa AB teamed up with Kerning AG, lost millions and went bust in October 2019.",
            "other", "2019-10",
        ),
        ("Voltessa AB bought Kerning AG, hired 40 people and moved to Kiel in 2016.",
         "acquisition", ""),
        ("Voltessa AB bought and rebuilt the Kiel mill of Kerning AG in 2016.",
         "acquisition", "2016"),
        ("Voltessa AB has agreed to buy Kerning AG and hopes to close the deal in June 2027.",
         "acquisition", ""),
        ("Voltessa AB has agreed to buy Kerning AG, subject to a vote on 12 May 2026.",
         "acquisition", ""),
        ("Voltessa AB bought Kerning AG for 12 times its profit of 2019.", "acquisition", ""),
        ("Voltessa AB has ordered 120 buses from Kerning AG for delivery from January 2027.",
         "supply", ""),
        ("Voltessa AB signed a contract with Kerning AG to supply wire between 2024 and 2029.",
         "supply", ""),
        ("A supply contract between Voltessa AB and Kerning AG followed in January 2014.",
         "supply", "2014-01"),
    ],
)  # fmt: skip
def test_a_date_is_of_the_verb_it_stands_with(text: str, kind: str, date: str) -> None:
    assert [day for one, _, day in told(text) if one == kind] == [date]
