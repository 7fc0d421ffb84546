"""Passages are found in the person's own copy, and never guessed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.evidence import Anchor, reanchor
from jwviewer.dossier.text import matching_view, span_sha256

TEXT = (
    "Orion makes gears. In 2020 it sold more than 5,000 of them.\n\n"
    "Orion also sold 天琴 trucks 😀 to a dealer in Oslo.\n\n"
    "The dealer paid NOK 7.5 million. Orion was content.\n"
)


@dataclass(frozen=True)
class Passage:
    start: int
    end: int
    sha256: str


def passage(words: str, text: str = TEXT, after: int = 0) -> Passage:
    start = text.index(words, after)
    return Passage(start, start + len(words), span_sha256(text, start, start + len(words)))


PASSAGES = [passage(w) for w in ("makes gears", "more than 5,000", "天琴 trucks 😀", "NOK 7.5")]


def states(text: str, passages: list[Passage] = PASSAGES) -> list[str]:
    return [anchor.state for anchor in reanchor(passages, text)]


def test_the_same_copy_is_exact() -> None:
    assert states(TEXT) == ["exact"] * 4


def test_line_ends_and_no_break_spaces_do_not_matter() -> None:
    wrapped = TEXT.replace("more than", "more\nthan").replace("NOK 7", "NOK\u00a07")
    assert states(wrapped) == ["exact"] * 4


def test_what_moved_is_found_where_it_is_now() -> None:
    text = "By a new author\n\n" + TEXT
    for anchor, old in zip(reanchor(PASSAGES, text), PASSAGES, strict=True):
        assert anchor.state == "moved"
        assert text[anchor.start : anchor.end] == TEXT[old.start : old.end]


def test_what_was_cut_is_lost() -> None:
    assert states(TEXT[TEXT.index("Orion also") :]) == ["lost", "lost", "moved", "moved"]
    assert states("Something else altogether.") == ["lost"] * 4
    assert states("") == ["lost"] * 4


def test_what_stands_there_several_times_is_ambiguous() -> None:
    anchors = reanchor([passage("Orion"), passage("dealer")], "!" + TEXT)
    assert anchors == (Anchor("ambiguous"), Anchor("ambiguous"))
    assert states("x " + TEXT + TEXT) == ["ambiguous"] * 4


def test_a_repeated_word_is_found_between_neighbours_that_moved_alike() -> None:
    middle = passage("Orion", after=20)
    text = "New first line.\n" + TEXT
    first, found, last = reanchor([PASSAGES[0], middle, PASSAGES[3]], text)
    assert (first.state, found.state, last.state) == ("moved", "moved", "moved")
    assert found.start == middle.start + len("New first line.\n")


def test_a_repeated_word_between_neighbours_that_moved_apart_stays_ambiguous() -> None:
    middle = passage("Orion", after=20)
    text = "New. " + TEXT.replace("Orion also", "A line put in. Orion also")
    assert [a.state for a in reanchor([PASSAGES[0], middle, PASSAGES[3]], text)] == [
        "moved", "ambiguous", "moved",
    ]  # fmt: skip


def test_a_passage_that_begins_inside_a_word_is_found() -> None:
    assert states("!" + TEXT, [passage("ears. In 2020")]) == ["moved"]


def test_positions_outside_the_text_are_lost_not_errors() -> None:
    sha = PASSAGES[0].sha256
    odd = [Passage(-5, 6, sha), Passage(10**9, 10**9 + 11, sha), Passage(5, 5, sha)]
    assert states("nothing like it", odd) == ["lost"] * 3


def test_a_long_foreign_text_is_given_up_in_the_end() -> None:
    text = "word " * 100_000
    assert states(text) == ["lost"] * 4
    assert states(text + TEXT) == ["moved"] * 4


@pytest.mark.parametrize(("length", "state"), [(60, "moved"), (6_000, "lost")])
def test_long_passages_are_given_up_sooner(
    monkeypatch: pytest.MonkeyPatch, length: int, state: str
) -> None:
    monkeypatch.setattr("jwviewer.dossier.evidence.MOST_HASHES", 2_000)
    text = "go " + "z" * length
    assert states("word " * 300 + text, [passage("z" * length, text)]) == [state]


@given(st.randoms(use_true_random=False), st.text(max_size=30))
def test_a_highlight_always_shows_the_right_words(chance: random.Random, added: str) -> None:
    cut = chance.randrange(len(TEXT))
    dropped = chance.randrange(30)
    text = TEXT[:cut] + added + TEXT[cut + dropped :]
    passages = [
        Passage(start, end, span_sha256(TEXT, start, end))
        for start in range(0, len(TEXT) - 12, 7)
        for end in (start + chance.randrange(1, 12),)
    ]
    for anchor, old in zip(reanchor(passages, text), passages, strict=True):
        if anchor.start is not None:
            assert anchor.state in ("exact", "moved")
            assert anchor.end is not None
            shown = matching_view(text[anchor.start : anchor.end])
            assert shown == matching_view(TEXT[old.start : old.end])
        else:
            assert anchor.state in ("ambiguous", "lost")
        if anchor.state == "lost":
            assert matching_view(TEXT[old.start : old.end]) not in matching_view(text)


@pytest.mark.parametrize("words", ["makes gears", "天琴"])
def test_a_hash_with_a_false_length_never_highlights_other_words(words: str) -> None:
    true = passage(words)
    false = Passage(true.start, true.end + 3, true.sha256)
    moved, lost = reanchor([true, false], "!" + TEXT)
    assert (moved.state, lost.state) == ("moved", "lost")
