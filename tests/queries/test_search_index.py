from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.queries.search import index_of, matching, search
from jwviewer.queries.search_index import SearchIndex
from jwviewer.queries.search_words import Words, words_of
from tests import fact_sample as sample
from tests.benchmarks.make_dossier import make_dossier
from tests.queries.plain_search import PlainSearch

MANY = 1_000_000


def _industry() -> Dossier:
    with TemporaryDirectory() as folder:
        make_dossier(Path(folder), 1500, 3)
        return open_dossier(folder)


@cache
def _plain(name: str) -> tuple[Dossier, PlainSearch]:
    makers = {
        "sample": sample.dossier,
        "industry": _industry,
        "seed": lambda: open_dossier("seeds/jac-weichai"),
    }
    dossier = makers[name]()
    return dossier, PlainSearch(dossier)


def _ids(dossier: Dossier, text: str) -> list[str]:
    return [hit.fact_id for hit in search(dossier, text, MANY)]


@pytest.mark.parametrize("name", ["sample", "industry", "seed"])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_index_finds_what_every_fact_says_in_the_same_order(name: str, seed: int) -> None:
    dossier, plain = _plain(name)
    text = _typed(plain, random.Random(seed))
    expected = plain.search(text)
    assert _ids(dossier, text) == expected
    assert [hit.fact_id for hit in search(dossier, text, 5)] == expected[:5]
    hits = matching(dossier, text)
    assert hits is not None
    assert sorted(dossier.fact_ids[n] for n in np.flatnonzero(hits).tolist()) == sorted(expected)


def _typed(plain: PlainSearch, rng: random.Random) -> str:
    """Return what somebody may type: beginnings, middles and slips of a fact's words."""
    number = rng.randrange(len(plain.facts))
    label = plain.labels[number].split()
    own = label if label and rng.random() < 0.6 else list(plain.words[number])
    first = rng.randrange(len(own))
    words = own[first : first + rng.randint(1, 3)] if rng.random() < 0.7 else rng.sample(own, 1)
    if rng.random() < 0.2:
        words = label
    last = words[-1]
    how = rng.random()
    if how < 0.4:
        last = last[: rng.randint(1, len(last))]
    elif how < 0.6 and len(last) > 3:
        last = last[rng.randrange(len(last) - 2) :]
    elif how < 0.8 and len(last) > 4:
        place = rng.randrange(len(last) - 1)
        last = last[:place] + last[place + 1] + last[place] + last[place + 2 :]
    return " ".join([*words[:-1], last])


@given(st.lists(st.text(max_size=12), max_size=30), st.text(min_size=1, max_size=4))
def test_words_are_found_by_their_beginning_and_by_what_is_in_them(
    texts: list[str], piece: str
) -> None:
    known = sorted({word for text in texts for word in words_of(text)})
    words = Words.of(known)
    assert list(words) == known
    assert list(range(len(known)))[words.beginning(piece)] == [
        n for n, word in enumerate(known) if word.startswith(piece)
    ]
    if "\n" not in piece:
        assert words.holding(piece).tolist() == [n for n, w in enumerate(known) if piece in w]


def test_an_index_that_was_kept_answers_like_a_new_one() -> None:
    dossier = sample.dossier()
    kept = {name: np.array(one) for name, one in index_of(dossier).saved.items()}
    again = SearchIndex(dossier, kept)
    for text in ("north", "boats built 2018", "pact"):
        wanted = words_of(text)
        best = again.best(wanted, 20)
        assert [dossier.fact_ids[n] for n in best] == _ids(dossier, text)[:20]


def test_an_empty_dossier_is_searched_in_vain() -> None:
    assert search(Dossier.from_rows({}), "anything") == ()


def test_words_typed_on_are_looked_up_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = sample.dossier()
    search(dossier, "boats bu")
    asked: list[str] = []
    look_up = SearchIndex._look_up

    def noted(self: SearchIndex, word: str) -> object:
        asked.append(word)
        return look_up(self, word)

    monkeypatch.setattr(SearchIndex, "_look_up", noted)
    search(dossier, "boats bui")
    assert asked == ["bui"]
