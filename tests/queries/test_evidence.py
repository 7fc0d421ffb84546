from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.queries.evidence import evidence_grid, fact_line, listed
from jwviewer.queries.fact_card import MOST_LINKS, fact_card
from jwviewer.queries.passages import copy_state, facts_at, passages_of, places_of
from jwviewer.selection import Selection
from tests import fact_sample as sample

COPY = {sample.SOURCE: sample.TEXT}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample.dossier()


def _ids(dossier: Dossier, selection: Selection, text: str = "") -> set[str]:
    return {dossier.fact_ids[n] for n in listed(dossier, selection, text)}


def test_all_facts_are_listed_in_their_order(dossier: Dossier) -> None:
    assert listed(dossier, Selection(focus="all")).tolist() == list(range(len(dossier.fact_ids)))


def test_filters_and_words_narrow_the_list(dossier: Dossier) -> None:
    assert _ids(dossier, Selection(modes=frozenset({"hedged"}))) == {"quiet"}
    inferred = _ids(dossier, Selection(bases=frozenset({"inferred"}), kinds=frozenset({"figure"})))
    assert inferred == {"small", "usd"}
    assert _ids(dossier, Selection(kinds=frozenset({"figure"})), "260,000") == {"all"}
    assert _ids(dossier, Selection(), "zzzzzz") == set()


def test_a_line_tells_number_value_and_voice(dossier: Dossier) -> None:
    line = fact_line(dossier, dossier.positions["all"])
    assert line.number == dossier.positions["all"] + 1
    assert (line.label, line.value) == ("Boats built, 2018", "> 260,000 units")
    hedged = fact_line(dossier, dossier.positions["quiet"])
    assert "it is claimed, by nobody named" in hedged.detail


def test_the_table_names_value_voice_basis_and_place(dossier: Dossier) -> None:
    grid = evidence_grid(dossier, listed(dossier, Selection()), COPY)
    row = dict(zip(grid.columns, grid.rows[dossier.positions["small"]], strict=True))
    assert row["Value"] == "just under 200,000 units"
    assert row["Basis"] == "inferred"
    assert row["Voice"] == "stated by the article"
    assert row["Source"] == "Ferry News, paragraph 3"


def test_a_card_tells_everything_known_of_a_figure(dossier: Dossier) -> None:
    card = fact_card(dossier, "small", COPY)
    assert card.title == "Boats built: Quiet ferry, 2018 — North Works"
    assert (card.strong, card.rest) == ("just under 200,000", "units")
    assert set(card.chips) >= {
        "approximate, from below", "stated by the article", "inferred: period", "paragraph 3",
    }  # fmt: skip
    rows = dict(card.rows)
    assert rows["Period"] == "2018 (inferred)"
    assert rows["Part of"] == "Boats built, 2018: > 260,000 units (stated)"
    assert rows["Counted"] == "Quiet ferry"
    assert card.derived[0].value == "< 77.0 %"
    assert ("whole", "all") in {(link.how, link.fact_id) for link in card.links}


def test_a_card_keeps_an_inherited_bound_apart_from_the_print(dossier: Dossier) -> None:
    card = fact_card(dossier, "usd", {})
    assert card.strong == "US$ 33.40 bn"
    assert "more than" in dict(card.rows)["Bound"]
    assert "not printed" in dict(card.rows)["Bound"]
    assert dict(card.rows)["Converted"] == "> CNY 230 bn, the source's own conversion"


def test_a_card_of_an_undated_event_says_what_is_known_and_what_is_not(dossier: Dossier) -> None:
    card = fact_card(dossier, "later", {})
    assert dict(card.rows)["Date"] == "date not given; later than: Pact of 2013"
    assert card.unsaid == ("The day of the later pact",)
    assert "date not given" in card.chips
    assert "no passage recorded" in card.chips


def test_a_card_never_makes_up_a_speaker(dossier: Dossier) -> None:
    assert dict(fact_card(dossier, "quiet", {}).rows)["Said by"] == "nobody named"
    assert dict(fact_card(dossier, "best", {}).rows)["Said by"] == "South Yard"
    assert "Said by" not in dict(fact_card(dossier, "all", {}).rows)


def test_a_company_links_all_that_is_said_of_it_up_to_a_limit() -> None:
    many = [
        sample.figure(f"f{n}", "lake", "built", str(n), period=f"{1900 + n}") for n in range(60)
    ]
    card = fact_card(sample.dossier(figures=many), "lake", {})
    assert len(card.links) == MOST_LINKS
    assert card.more_links == 60 - MOST_LINKS


@pytest.mark.parametrize("fact_id", sample.dossier().fact_ids)
def test_every_fact_has_a_card_and_a_line(dossier: Dossier, fact_id: str) -> None:
    card = fact_card(dossier, fact_id, COPY)
    assert card.title in card.text
    assert fact_line(dossier, dossier.positions[fact_id]).text


def test_passages_stand_where_the_text_says_so(dossier: Dossier) -> None:
    first, second = passages_of(dossier, "all", COPY)
    assert (first.supports, first.state) == ("value", "exact")
    assert sample.TEXT[first.start : first.end] == "more than 260,000"
    assert second.supports == "whole"


def test_without_a_copy_all_passages_are_told_in_a_line(dossier: Dossier) -> None:
    (line,) = places_of(dossier, "all")
    assert line.startswith("characters: value ")
    assert " · the whole fact " in line


def test_without_a_copy_a_passage_has_characters_only(dossier: Dossier) -> None:
    passage = passages_of(dossier, "all", {})[0]
    assert (passage.state, passage.start, passage.end) == ("", None, None)
    assert passage.words.startswith("value: characters ")


def test_in_another_edition_each_passage_says_how_it_was_found(dossier: Dossier) -> None:
    other = "By Bo Reed\n\n" + sample.TEXT.replace("nearly 200,000", "some")
    copy = {sample.SOURCE: other}
    moved = passages_of(dossier, "all", copy)[0]
    assert moved.state == "moved"
    assert other[moved.start : moved.end] == "more than 260,000"
    assert passages_of(dossier, "small", copy)[0].words.endswith("lost in this copy")
    state = copy_state(dossier, sample.SOURCE, other)
    assert not state.same
    assert state.words == "your copy differs · passages: 5 moved, 1 lost"
    assert copy_state(dossier, sample.SOURCE, sample.TEXT).words.endswith("matches the dossier")


def test_the_tightest_passage_at_a_place_comes_first(dossier: Dossier) -> None:
    place = sample.TEXT.index("260,000")
    assert facts_at(dossier, sample.SOURCE, sample.TEXT, place) == ("all",)
    wide = sample.dossier(
        evidence=[sample.evidence("supplied", sample.TEXT.split("\n\n")[2].strip(), "whole")]
    )
    assert facts_at(wide, sample.SOURCE, sample.TEXT, place) == ("all", "supplied")
    assert facts_at(wide, sample.SOURCE, sample.TEXT, len(sample.TEXT)) == ()
