"""The benchmark's lines; what they measure is information and no test."""

from __future__ import annotations

from tests.benchmarks.row import Row, in_turn


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
