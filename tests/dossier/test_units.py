from __future__ import annotations

import pytest

from jwviewer.dossier.units import (
    CURRENCIES,
    is_currency,
    is_rate,
    is_unit,
    unit_label,
    unit_spoken,
    units,
)


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [
        ("vehicle", "vehicle", "vehicles"),
        ("patent", "patent", "patents"),
        ("factory", "factory", "factories"),
        ("bus", "bus", "buses"),
        ("battery", "battery", "batteries"),
        ("person", "person", "people"),
        ("a", "year", "years"),
        ("pp", "percentage point", "percentage points"),
        ("%", "%", "%"),
        ("kW", "kW", "kW"),
        ("{excavator}", "excavator", "excavators"),
        ("{clutch}", "clutch", "clutches"),
        ("{toy}", "toy", "toys"),
        ("{fuel cell stack}", "fuel cell stack", "fuel cell stacks"),
        ("CNY", "CNY", "CNY"),
        ("USD", "US$", "US$"),
        ("EUR", "€", "€"),
        ("CNY/USD", "CNY per USD", "CNY per USD"),
        ("?", "currency not stated", "currency not stated"),
    ],
)
def test_a_unit_reads_as_english_after_one_and_after_many(code: str, one: str, many: str) -> None:
    assert is_unit(code)
    assert unit_label(code, plural=False) == one
    assert unit_label(code, plural=True) == many


@pytest.mark.parametrize(
    "code",
    ["", "vehicles", "Vehicle", "$", "US$", "RMB", "cny", "CNY/", "CNY/XXX", "CNY/USD/EUR", "?/USD",
     "{}", "{ }", "{x}y", "{<b>}", "{a/b}", "{" + "x" * 50 + "}", "percent", " %", "{vehicle}\n"],
)  # fmt: skip
def test_what_is_no_unit_is_refused(code: str) -> None:
    assert not is_unit(code)


def test_money_is_told_from_everything_else() -> None:
    assert all(is_currency(code) for code in ("CNY", "USD", "EUR", "?"))
    assert not any(is_currency(code) for code in ("vehicle", "%", "CNY/USD", "RMB", ""))
    assert is_rate("CNY/USD")
    assert not any(is_rate(code) for code in ("CNY", "km/h", "ABC/DEF", "?"))


def test_no_two_currencies_are_written_alike() -> None:
    labels = [unit_label(code) for code in CURRENCIES]
    assert len(set(labels)) == len(labels)
    # Signs that several currencies share would not say which one is meant.
    assert not {"$", "¥", "kr", "Rs"} & set(labels)


def test_no_unit_code_is_a_currency_as_well() -> None:
    assert not CURRENCIES & set(units())


def test_signs_are_read_out_as_words() -> None:
    assert unit_spoken("%") == "percent"
    assert unit_spoken("kW") == "kilowatts"
    assert unit_spoken("vehicle") == "vehicles"
    assert unit_spoken("vehicle", plural=False) == "vehicle"
    assert unit_spoken("CNY") == "CNY"
