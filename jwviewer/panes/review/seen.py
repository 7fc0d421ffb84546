"""What a review looks like beside the open dossier; made anew only as far as something changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jwviewer.drawing.review_marks import Look
from jwviewer.language import tr
from jwviewer.panes.review.words import basis_of
from jwviewer.queries.wording import date_words, value_words
from jwviewer.reading.coverage import Loose, loose_ends
from jwviewer.reading.matching import Match
from jwviewer.reading.proposal import Span
from jwviewer.reading.review import Item, Review, mention_spans
from jwviewer.reading.review_rows import matches, placed

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


_LOOSE = Look("")


class Seen:
    """Matches with the dossier, what no fact uses, and the looks of all passages."""

    def __init__(self) -> None:
        self.matches: dict[str, Match] = {}
        self.placed: dict[str, str] = {}
        self.loose: tuple[Loose, ...] = ()
        self.loose_lines: list[str] = []
        self._review: Review | None = None
        self._dossier: Dossier | None = None
        self._looks: dict[str, tuple[Item, tuple[str, ...], Look, tuple[Span, ...]]] = {}

    def look(self, review: Review, dossier: Dossier) -> None:
        """Compare the review with the dossier, and with the text."""
        before, was = self._review, self._dossier
        if before is review and was is dossier:
            return
        self._review, self._dossier = review, dossier
        # Accepting a fact changes neither what it is to the dossier nor what it uses.
        other = before is None or _differ(before, review)
        if other or was is not dossier:
            self.matches = matches(review, dossier)
            self.placed = placed(review, dossier)
        if other:
            self.loose = loose_ends(review)
            self.loose_lines = [loose_line(review, one) for one in self.loose]

    def marks(self, review: Review) -> dict[tuple[str, Span], Look]:
        """Return how every passage looks."""
        found: dict[tuple[str, Span], Look] = {}
        for key in review.order:
            item, merged = review.items[key], review.merged.get(key, ())
            known = self._looks.get(key)
            if known is None or known[0] is not item or known[1] != merged:
                look = Look(review.group(key), item.decision, basis_of(review.fact(key)))
                spans = tuple(dict.fromkeys((item.fact.span, *mention_spans(review, key))))
                known = self._looks[key] = (item, merged, look, spans)
            for span in known[3]:
                found[key, span] = known[2]
        for one in self.loose:
            found["", one.span] = _LOOSE
        return found

    def places(self, review: Review) -> Iterator[tuple[str, Span]]:
        """Yield the facts by their passages."""
        for key, span in self.marks(review):
            if key:
                yield key, span

    def known_words(self, key: str, dossier: Dossier) -> str:
        """Return what the dossier says of the fact that a proposed one is compared with."""
        match = self.matches.get(key)
        if match is None or not match.fact_id or match.fact_id not in dossier.positions:
            return ""
        fact = dossier.fact(match.fact_id)
        rest = (value_words(dossier, fact), date_words(fact))
        return ", ".join((fact.label, *(part for part in rest if part not in fact.label)))


def loose_line(review: Review, one: Loose) -> str:
    """Return something that no fact uses as a line: itself, and the words around it."""
    start, end = one.span
    article = review.article
    first, last = article.row(start) or article.sentence(start).span
    view = article.view
    before = " ".join(view[max(first, start - 30) : start].split())
    after = " ".join(view[end : min(last, end + 40)].split())
    sort = {"number": tr("number"), "date": tr("date"), "name": tr("name")}[one.kind]
    if one.refused:
        sort = tr("{sort}, passed over as no fact", sort=sort)
    words = " ".join(view[start:end].split())
    return tr("{words}   ({sort})   … {before} {words} {after} …",
              words=words, sort=sort, before=before, after=after)  # fmt: skip


def _differ(before: Review, after: Review) -> bool:
    """Tell whether two states differ in more than in what was accepted."""
    if before.items.keys() != after.items.keys():
        return True
    for key, item in after.items.items():
        old = before.items[key]
        if old is item:
            continue
        rejected = (old.decision == "rejected") != (item.decision == "rejected")
        if rejected or old.fact is not item.fact or old.into != item.into:
            return True
    return False
