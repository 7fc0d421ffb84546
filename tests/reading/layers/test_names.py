"""Who is named: companies under one name, people with their offices, places, and nothing else."""

from __future__ import annotations

from jwviewer.reading.reading import Reading, read_text

STORY = """\
Brunnwald, 4 March 2020 - Sorvik Marine AB and Kettler & Sohn GmbH have signed a supply agreement.

Sorvik, based in Gothenburg, builds ferries. "It is a good day," said Maja Lindh, chief executive of
Sorvik. Ms Lindh took over in 2015. Otto Kettler, who heads Kettler & Sohn, was in Brunnwald too.
"""


def names(reading: Reading, kind: str) -> list[str]:
    return [one.value("name") for one in reading.proposals if one.kind == kind]


def roles(reading: Reading) -> set[tuple[str, str, str]]:
    held = {one.id: one.value("name") for one in reading.proposals}
    return {
        (held[one.value("person")], one.value("role"), held[one.value("organisation")])
        for one in reading.proposals
        if one.kind == "role"
    }


def test_each_name_is_of_one_kind() -> None:
    reading = read_text(STORY)
    assert reading.failures == ()
    assert names(reading, "company") == ["Sorvik Marine AB", "Kettler & Sohn GmbH"]
    assert sorted(names(reading, "person")) == ["Maja Lindh", "Otto Kettler"]
    assert set(names(reading, "place")) == {"Brunnwald", "Gothenburg"}


def test_a_short_form_of_one_name_only_is_an_alias() -> None:
    reading = read_text(STORY)
    aliases = {
        one.value("name"): one.values("aliases")
        for one in reading.proposals
        if one.kind == "company"
    }
    assert aliases == {
        "Sorvik Marine AB": ("Sorvik",),
        "Kettler & Sohn GmbH": ("Kettler & Sohn",),
    }


def test_a_group_is_never_merged_in_silence() -> None:
    reading = read_text("Sorvik Group signed a contract with Kerning AG. Sorvik delivered it.")
    assert names(reading, "company") == ["Sorvik Group", "Kerning AG", "Sorvik"]
    (short,) = [one for one in reading.proposals if one.value("name") == "Sorvik"]
    assert short.attributes["maybe_same"].basis == "inferred"


def test_two_firms_with_one_first_word_stay_two() -> None:
    reading = read_text("Sorvik Marine AB and Sorvik Energy AB met Kerning AG. Sorvik said so.")
    assert "Sorvik Marine AB" in names(reading, "company")
    assert "Sorvik Energy AB" in names(reading, "company")
    assert "Sorvik" in names(reading, "company")


def test_people_have_their_offices() -> None:
    assert roles(read_text(STORY)) == {
        ("Maja Lindh", "Chief executive", "Sorvik Marine AB"),
        ("Otto Kettler", "Head", "Kettler & Sohn GmbH"),
    }


def test_one_office_in_two_firms_is_two_roles() -> None:
    reading = read_text("The chairman of Sorvik Group and Kerning AG, Tan Lihua, was there.")
    assert roles(reading) == {
        ("Tan Lihua", "Chairman", "Sorvik Group"),
        ("Tan Lihua", "Chairman", "Kerning AG"),
    }


def test_a_nickname_is_no_place_and_a_unit_no_company() -> None:
    reading = read_text("The “China heart” was fitted. R&D and the TCU cost EUR 5 million.")
    assert names(reading, "place") == []
    assert names(reading, "company") == []


def test_every_mention_lies_where_the_name_stands() -> None:
    reading = read_text(STORY)
    for one in reading.proposals:
        if one.kind in ("company", "person", "place"):
            forms = {one.value("name"), *one.values("aliases")}
            for start, end in one.attributes["name"].spans:
                found = reading.article.text[start:end]
                assert found in forms or found.casefold() in {form.casefold() for form in forms}


def test_a_seat_is_a_relation() -> None:
    reading = read_text(STORY)
    held = {one.id: one.value("name") for one in reading.proposals}
    seats = [
        (held[one.value("subject")], one.value("relation"), held[one.value("object")])
        for one in reading.proposals
        if one.kind == "relation"
    ]
    assert seats == [("Sorvik Marine AB", "seated-in", "Gothenburg")]
