"""Numbers that could be told wrongly: their size, their sign, what they measure."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text


def _figures(text: str) -> list[tuple[str, str, str]]:
    found = [one for one in read_text(text).proposals if one.kind == "figure"]
    return [(one.value("value"), one.value("unit"), one.value("metric")) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme paid €5m for software and has 300 employees.",
         [("5000000", "EUR", ""), ("300", "employee", "Employees")]),
        ("- Debt: £19m\n- Staff: about 1,650 people", [("19000000", "GBP", "Debt"),
                                                       ("1650", "person", "People")]),
        ("Pre-tax loss: £3.2m, against a profit of £1.1m",
         [("3200000", "GBP", "Loss"), ("1100000", "GBP", "Profit")]),
        ("Lusitrans Lda has 12.500 employees and 1 850 trams.",
         [("12500", "employee", "Employees"), ("1850", "{tram}", "Trams")]),
        ("On May 3 500 people came to Lusitrans Lda.", []),
        ("It paid 3.500 euros.", []),
        ("It made EUR 214.350.000 on 12.500 km.", [("12500", "km", "")]),
        ("净利润为－8,600万元，毛利率为-3.5%。", []),
    ],
)  # fmt: skip
def test_what_is_told_of_numbers(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _figures(text) == told
