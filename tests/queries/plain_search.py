"""Searching as it is meant, fact by fact: what the index must find too, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Fact
from jwviewer.queries.search import MOST_CHARS, MOST_WORDS
from jwviewer.queries.search_words import words_of
from jwviewer.queries.wording import date_words, event_name, kind_name, value_words

KINDS = (
    "company", "person", "event", "place", "programme", "award",
    "technology", "figure", "role", "conversion", "relation", "claim",
)  # fmt: skip


class PlainSearch:
    """Every fact with its words: those of what it is called count twice."""

    def __init__(self, dossier: Dossier) -> None:
        self.facts = list(dossier.facts)
        self.labels = [" ".join(words_of(fact.label)) for fact in self.facts]
        self.words = [
            {
                **dict.fromkeys(words_of(" ".join(_details(dossier, fact))), 1),
                **dict.fromkeys(words_of(" ".join(_names(dossier, fact))), 2),
            }
            for fact in self.facts
        ]
        self.known = sorted({word for words in self.words for word in words})

    def search(self, text: str) -> list[str]:
        """Return the ids of the facts that hold all words of a text, the best first."""
        wanted = words_of(text[:MOST_CHARS])[:MOST_WORDS]
        if not wanted:
            return []
        likeness = [self._likeness(word) for word in wanted]
        whole = " ".join(wanted)
        found = []
        for number, words in enumerate(self.words):
            best = [
                max((like.get(word, 0.0) * weight for word, weight in words.items()), default=0.0)
                for like in likeness
            ]
            if all(best):
                label = self.labels[number]
                more = 500 if label == whole else 200 if label.startswith(whole) else 0
                rank = KINDS.index(self.facts[number].kind)
                found.append((-sum(best) - more, rank, number))
        return [self.facts[number].id for _, _, number in sorted(found)]

    def _likeness(self, word: str) -> dict[str, float]:
        inside = len(word) >= 3 or not word.isascii()
        found = {
            known: 100.0 if known == word else 80.0 if known.startswith(word) else 40.0
            for known in self.known
            if known.startswith(word) or (inside and word in known)
        }
        if not found and len(word) >= 4 and not word[0].isdigit():
            close = process.extract(word, self.known, scorer=fuzz.ratio, score_cutoff=78, limit=12)
            found = {known: 35 * like / 100 for known, like, _ in close}
        return found


def _names(dossier: Dossier, fact: Fact) -> Iterator[str]:
    yield fact.label
    yield fact.role
    if fact.table == "entities":
        row = dossier.row("entities", fact.id)
        yield from (row["short_name"], row["name_local"], row["aliases"])
    if fact.value:
        yield from (fact.value, fact.value_high, value_words(dossier, fact))


def _details(dossier: Dossier, fact: Fact) -> Iterator[str]:
    yield kind_name(fact.kind)
    yield from (dossier.name(company) for company in fact.company_ids)
    yield from (dossier.name(taker.entity_id) for taker in fact.participants)
    yield from (dossier.name(i) for i in (fact.place_id, fact.object_id, fact.asserter_id))
    yield from (fact.definition, fact.result, fact.note, date_words(fact))
    if fact.event_type:
        yield event_name(fact.event_type)
