"""Every rule keeps what its examples promise, and finds nothing in its counter-examples."""

from __future__ import annotations

import pytest

from jwviewer.reading.layers import RULES
from jwviewer.reading.reading import trial
from jwviewer.reading.rule import Rule

EXAMPLES = [
    pytest.param(rule, text, brief, id=f"{rule.id}: {text[:60]}")
    for rule in RULES
    for text, brief in rule.examples
]
COUNTER_EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.id}: {text[:60]}")
    for rule in RULES
    for text in rule.counter_examples
]


def _parts(brief: str) -> set[str]:
    kind, _, attributes = brief.partition(" ")
    return {kind, *(part.strip() for part in attributes.split(";") if part.strip())}


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples(rule: Rule) -> None:
    assert rule.examples


@pytest.mark.parametrize(("rule", "text", "brief"), EXAMPLES)
def test_a_rule_finds_what_its_example_says(rule: Rule, text: str, brief: str) -> None:
    """What is expected is part of what is found; "a | b" expects two finds."""
    found = trial(rule, text)
    for wanted in brief.split(" | "):
        assert any(_parts(wanted) <= _parts(one) for one in found), f"{wanted} not in {found}"
    assert len(found) >= len(brief.split(" | "))


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_a_rule_finds_nothing_in_its_counter_example(rule: Rule, text: str) -> None:
    assert trial(rule, text) == []
