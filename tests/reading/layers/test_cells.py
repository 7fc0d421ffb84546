"""What is read of tables, and what is left alone because no heading tells it for sure."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text


def figures(text: str) -> dict[str, tuple[str, str, str, str]]:
    """Return value, unit, period and direction of each figure by the name of what it measures."""
    return {
        one.value("metric"): tuple(map(one.value, ("value", "unit", "period", "direction")))  # type: ignore[misc]
        for one in read_text(text).proposals
        if one.kind == "figure"
    }


def table(*rows: str) -> str:
    head, *rest = (f"| {row} |" for row in rows)
    return "\n".join((head, "|---|---|---|", *rest, "| Boats | 7 | |")) + "\n"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Operating margin (%)", ("4", "%")),
        ("Employees", ("4", "employee")),
        ("Sales", ("4000000", "EUR")),
        ("Passengers (m)", ("4000000", "{passenger}")),
        ("Customers (k)", ("4000", "customer")),
        ("Length (m)", ("4", "m")),
        ("Average age (years)", ("4", "a")),
    ],
)
def test_a_row_says_more_than_the_unit_beside_a_date(row: str, found: tuple[str, str]) -> None:
    read = figures(table(" | 2022 (EUR m) | ", f"{row} | 4 | "))
    (told,) = [one for name, one in read.items() if name != "Boats"]
    assert told == (*found, "2022", "")


@pytest.mark.parametrize(
    "row",
    [
        "Production (1,000 tonnes)", "Output (10 MW)", "Shares (million)",
        "Emissions (t CO2)", "Earnings per share", "Return on equity", "Average staff age",
        "Market share", "Credit rating score", "Vehicles per employee",
    ],
)  # fmt: skip
def test_what_no_heading_tells_for_sure_is_left_alone(row: str) -> None:
    read = figures(f"Key figures in EUR million:\n\n{table(' | 2022 | ', f'{row} | 4 | ')}")
    assert set(read) == {"Boats"}


def test_a_year_in_a_heading_is_no_number_of_its_unit() -> None:
    assert set(figures(table(" | 2021 | ", "Sales (2022 prices) | 4 | "))) == {"Boats"}


@pytest.mark.parametrize(
    ("heading", "cell", "way"),
    [
        ("Change", "+27%", "increase"), ("Change", "27%", "increase"),
        ("Change", "(27%)", "decrease"), ("Change", "down 27%", "decrease"),
        ("Change", "▼ 27%", "decrease"), ("Decrease", "27%", "decrease"),
    ],
)  # fmt: skip
def test_a_change_goes_where_it_is_said_to(heading: str, cell: str, way: str) -> None:
    read = figures(table(f" | 2022 | {heading}", f"Ships | 4 | {cell}"))
    assert read[f"Ships: {heading}"] == ("27", "%", "", way)


@pytest.mark.parametrize("heading", ["Six months ended 30 June 2023", "Capacity of 2027 models"])
def test_a_date_within_a_heading_is_not_what_the_heading_is(heading: str) -> None:
    read = figures(table(f" | {heading} | ", "Ships | 4 | "))
    assert all(period == "" for _, _, period, _ in read.values())


def test_a_change_beside_a_figure_is_not_money() -> None:
    text = "Key figures in EUR million:\n\n" + table(" | 2022 | Change", "Sales | 410 | 11.0")
    assert figures(text)["Sales"] == ("410000000", "EUR", "2022", "")
    assert "Sales: Change" not in figures(text)
