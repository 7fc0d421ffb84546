"""Clauses whose verb tells of a deal, in every voice, and nouns with the parties of one."""

from __future__ import annotations

import pytest

from jwviewer.reading.layers.frame_words import frame_words
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.layers.verb_groups import verb_group
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

BOTH = "Voltessa AB makes cells in Kiel. Kerning AG is a maker of buses from Graz. "
TOLD = {
    "Voltessa, which Kerning scooped up in 2011, employs 300 people.": ("acquisition", "2011"),
    "Voltessa, swallowed by Kerning in 2011, employs 300 people.": ("acquisition", "2011"),
    "Voltessa was mopped up by Kerning in March 2018.": ("acquisition", "2018-03"),
    "Since 2011, when it absorbed Voltessa, Kerning has grown.": ("acquisition", "2011"),
    "Kerning's paint division was offloaded to Voltessa in 2009.": ("acquisition", "2009"),
    "Voltessa has belonged to Kerning since 2013.": ("acquisition", "2013/.."),
    "Kerning has been supplying steel to Voltessa since 2008.": ("supply", "2008/.."),
    "Voltessa's steel comes from Kerning.": ("supply", ""),
    "Voltessa has run a test yard with Kerning since 2019.": ("cooperation", "2019/.."),
    "They run a yard which the two have shared since 2019.": ("cooperation", "2019/.."),
    "Voltessa linked up with Kerning in 2004 to build trams.": ("cooperation", "2004"),
    "Voltessa is testing a drive with Kerning.": ("cooperation", ""),
    "Voltessa's link-up with Kerning in 2004 made headlines.": ("cooperation", "2004"),
    "Orkel Oy, owned 60/40 by Voltessa and Kerning, makes trams.": ("joint_venture", ""),
    "Voltessa had, as far back as 2013, granted Kerning the rights to the cell.":
        ("licence", "2013"),
    "Kerning went bankrupt in 2009.": ("other", "2009"),
}  # fmt: skip
NOT_TOLD = [
    "Kerning could be offloaded to Voltessa.",
    "If Voltessa absorbs Kerning, prices will rise.",
    "Voltessa has never linked up with Kerning.",
    "Voltessa was asked to bail out Kerning.",
    "Voltessa competes with Kerning.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_a_clause_tells_of_a_deal_in_every_voice(sentence: str) -> None:
    read = reading_records(read_text(BOTH + sentence))
    found = [(row["event_type"], row["date"] or "") for row in read if row["kind"] == "event"]
    assert TOLD[sentence] in found


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_what_is_open_or_denied_is_no_deal(sentence: str) -> None:
    read = reading_records(read_text(BOTH + sentence))
    assert [row["event_type"] for row in read if row["kind"] == "event"] == []


def test_the_second_thing_bought_is_an_event_of_its_own() -> None:
    told = "Voltessa bought Kerning AG in March 2022 and a 20% holding in Solbank AG in 2023."
    read = reading_records(read_text("Voltessa AB makes cells. " + told))
    found = [(row["event_type"], row["date"]) for row in read if row["kind"] == "event"]
    assert sorted(found) == [("acquisition", "2022-03"), ("investment", "2023")]


def test_a_deal_told_again_is_one_event() -> None:
    told = "In May 2019 Voltessa and Kerning signed a supply contract. "
    again = "Under it Voltessa supplies Kerning with cells. Its deal with Kerning pays."
    read = reading_records(read_text(BOTH + told + again))
    assert [row["date"] for row in read if row["kind"] == "event"] == ["2019-05"]


def test_a_verb_with_its_particle_has_every_form_once() -> None:
    assert inflected("go public, went public, gone public") == [
        "go public", "goes public", "went public", "gone public", "going public",
    ]  # fmt: skip
    assert inflected("set up, set") == ["set up", "sets up", "setting up"]


def test_every_verb_of_a_frame_is_found_in_its_own_past() -> None:
    known = frame_words(shipped_lexicons())
    assert {form.frame.shape for forms in known.verbs.values() for form in forms} >= {
        "firm",
        "sale",
    }
    forms = next(one.forms for one in known.verbs["bought"] if not one.rest)
    group = verb_group("which was bought", 0, 10, forms)
    assert group is not None
    assert group.passive
    assert verb_group("which was not bought", 0, 14, forms) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Voltessa AB owned the Kiel yard. The family sold it to Kerning AG in 2004.",
            ("acquisition", "2004"),
        ),
        (
            "Voltessa AB has sold three presses, one to Kerning AG and two to a firm in Peru.",
            ("supply", ""),
        ),
        (
            "Voltessa AB and Kerning AG said that they had set up a company to lease the yard.",
            ("joint_venture", ""),
        ),
        ("Voltessa AB will equip the new line of Kerning AG with signals.", ("supply", "")),
        (
            "Voltessa AB and the Danish pump maker Kerning AG began developing a pump in 2020.",
            ("cooperation", "2020"),
        ),
        (
            "Voltessa AB bought Kerning AG, which had been founded in 1988.",
            ("other", "1988"),
        ),
    ],
)
def test_parties_and_things_told_of_before_are_enough(text: str, told: tuple[str, str]) -> None:
    records = reading_records(read_text(text))
    assert told in [(one.get("event_type"), one.get("date") or "") for one in records]


def test_a_described_subject_is_whom_the_sentence_before_is_about() -> None:
    text = "Zettl Bremsen AG is growing. The brake specialist will supply discs to Kerning AG."
    records = [one for one in reading_records(read_text(text)) if one.get("event_type")]
    assert [one["event_type"] for one in records] == ["supply"]
    assert set(records[0]["participants"]) == {"Zettl Bremsen AG", "Kerning AG"}
