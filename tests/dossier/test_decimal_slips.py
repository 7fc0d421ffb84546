"""Numbers as people and spreadsheets write them get the right advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.decimal_slips import advice

SLIPS = (
    ("1,000", "write 1000"),
    ("12,333,456.5", "write 12333456.5"),
    ("1 000", "write 1000"),
    ("1'000", "write 1000"),
    ("1,5", "write 1.5 if"),
    ("12.8万", "write 128000"),
    ("3亿", "write 300000000"),
    ("33.4 billion", "write 33400000000"),
    ("2.5k", "write 2500"),
    ("1e5", "write 100000 if"),
    ("2.6E+05", "write 260000 if"),
    ("5e-3", "write 0.005 if"),
    ("90%", "write 90 here and % as unit"),
    ("4.1-4.6", "write 4.1 here, 4.6 in value_high"),
    ("4.1 – 4.6", "write 4.1 here, 4.6 in value_high"),
    (">260000", "write 260000 here and gt as bound"),
    ("≥ 5", "write 5 here and ge as bound"),
    ("More than 5", "write 5 here and gt as bound"),
    ("about 5", "write 5 here and about as bound"),
    ("5000+", "write 5000 here, gt or ge"),
    ("$5", "currency code as unit"),
    ("CNY 230", "currency code as unit"),
    ("１２", "write 12"),
    (".5", "write 0.5"),
    ("+5", "write 5"),
    ("−5", "write -5"),
    ("5.", "write 5"),
    ("N/A", "omissions.csv"),
    ("NaN", "omissions.csv"),
    ("Dec-18", "type the value again"),
    ("2018-12", "type the value again"),
)


@pytest.mark.parametrize(("text", "remedy"), SLIPS)
def test_a_known_slip_is_told_what_to_write(text: str, remedy: str) -> None:
    fault = advice(text)
    assert fault is not None
    assert remedy in fault[1]


def test_an_unknown_slip_gets_no_made_up_advice() -> None:
    assert advice("20o000") is None
    assert advice("1.2.3") is None


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    fault = advice(text)
    assert fault is None or all(fault)
