"""The benchmark's lines; what they measure is information and no test."""

from __future__ import annotations

import pytest

from tests.benchmarks.articles import article_rows, long_article
from tests.benchmarks.asking import NoAnswer, Patience
from tests.benchmarks.row import Amount, Failed, Row, in_turn


def test_a_line_ends_in_its_verdict_and_names_ratio_and_limit() -> None:
    good = str(Row("ours : theirs", (14.0, 15.0, 90.0), (10.0, 10.0, 11.0), 1.5))
    assert good.startswith("ours : theirs ")
    assert " 1.50  limit 1.50 " in good
    assert good.endswith(" pass")
    assert str(Row("ours : theirs", (15.1,), (10.0,), 1.5)).endswith(" short")


def test_two_things_are_measured_in_turn() -> None:
    order: list[str] = []

    def ours() -> float:
        order.append("ours")
        return 2.0

    def theirs() -> float:
        order.append("theirs")
        return 4.0

    row = in_turn("a : b", ours, theirs, 1.0, rounds=3)
    assert order == ["ours", "theirs"] * 3
    assert row.ratio == 0.5


def test_slow_ones_are_compared_with_the_others_median() -> None:
    ours = (*(10.0 for _ in range(95)), *(50.0 for _ in range(5)))
    row = Row("ours : theirs", ours, (9.0, 10.0, 90.0), 2.0, share=0.99)
    assert row.ratio == 5.0
    assert str(row).endswith(" short")


def test_an_amount_has_a_unit_and_a_limit() -> None:
    line = str(Amount("waiting", 12.34, 50.0, remark="opening"))
    assert " 12.3 ms  limit 50 ms  (opening)  pass" in line
    assert str(Amount("waiting", 50.1, 50.0)).endswith(" short")


def test_what_could_not_be_measured_is_short_on_one_line() -> None:
    line = str(Failed("waiting", "no answer\nwithin 90 s"))
    assert line.endswith("not measured: no answer within 90 s  short")
    assert "\n" not in line


def test_nothing_is_awaited_longer_than_all_together_may_take() -> None:
    assert Patience(20, 60).left() == 20
    assert 9 < Patience(20, 10).left() <= 10
    with pytest.raises(NoAnswer):
        Patience(20, 0).left()


def test_long_articles_are_in_their_language_and_of_their_size() -> None:
    assert len(long_article("en", 50_000).encode()) == 50_000
    assert "。" in long_article("zh", 50_000)
    assert "。" not in long_article("en", 50_000)


def test_reading_is_compared_in_both_languages() -> None:
    rows = list(article_rows(1, size=3_000))
    assert [row.name.split(" : ")[0] for row in rows] == [
        "reading 0.003 MB of English", "reading 0.003 MB of Chinese"
    ]  # fmt: skip
    assert all(row.ratio > 0 for row in rows)
