"""Learned weights speak of what the program still tells: a renamed rule would silence them."""

from __future__ import annotations

import random

import pytest

from jwviewer.reading.layers import RULES
from jwviewer.reading.layers.claim_kinds import KINDS
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records
from jwviewer.reading.weighing import shipped_weights, word_features
from tests.reading.lessons import LESSONS, Example
from tests.reading.make_weights import learned


def _known(weights: str, feature: str) -> set[str]:
    return {
        one.removeprefix(feature + " ")
        for one in shipped_weights(weights).weights
        if one.startswith(feature + " ")
    } - {""}


@pytest.mark.parametrize("name", ["en-claims", "zh-claims"])
def test_every_voice_and_kind_of_claim_that_has_a_weight_is_one_that_rules_tell(name: str) -> None:
    voices = _known(name, "voice")
    assert voices
    assert voices <= {rule.id for rule in RULES}
    kinds = _known(name, "kind")
    assert kinds
    assert kinds <= set(KINDS)


def test_words_are_told_with_their_accents_and_names_within_a_statement_are_not() -> None:
    assert "société" in word_features("the société grew")
    assert {"<name>", "grew"} <= word_features("the Škoda grew")
    assert "koda" not in word_features("the Škoda grew")


def test_what_speaks_for_a_fact_is_learned_and_a_name_of_one_text_is_not() -> None:
    """Of a word in nine of ten facts and in one of ten others, with noise beside it."""
    dice = random.Random(7)
    texts: list[list[Example]] = [
        [
            ({"tells"} if dice.random() < (0.9 if fact else 0.1) else {"noise"}, fact)
            for fact in (True, False) * 5
        ]
        for _ in range(40)
    ]
    texts.append([({"Kerning"}, True)] * 10)
    made = learned(texts, LESSONS["en-claims"])
    assert made["weights"]["tells"] > 1
    assert made["weights"]["noise"] < -1
    assert "Kerning" not in made["weights"]


def test_a_claim_is_at_most_fairly_sure_while_nobody_is_named_for_it() -> None:
    text = (
        "Kerning AG makes pumps. “We are the leading maker of pumps in Europe and will grow "
        "again,” a person close to the talks said. “Ours are the best pumps in the world,” "
        "said Eva Lund, chief executive of Kerning AG."
    )
    sure = {
        row.get("asserter") or "": row["confidence"]
        for row in reading_records(read_text(text))
        if row["kind"] == "claim" and row["mode"].startswith("quote")
    }
    assert sure["Eva Lund"] > 0.9
    assert sure[""] <= 0.85
