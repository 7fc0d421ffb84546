"""What is learned of articles with gold facts: examples of each kind, and whether each is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.claim_worth import features
from jwviewer.reading.layers.claims import weighed
from jwviewer.reading.layers.company_weights import weighed_names
from jwviewer.reading.layers.zh import claim_worth as zh_claim_worth
from jwviewer.reading.layers.zh import claims as zh_claims
from jwviewer.reading.layers.zh.event_guess import clauses
from jwviewer.reading.layers.zh.event_guess import features as event_features
from jwviewer.reading.layers.zh.mentions import mentions_of
from jwviewer.reading.name_index import names_of
from jwviewer.reading.proposal import Span
from tests.reading.event_lessons import event_types, told_events
from tests.reading.fields import whole_places
from tests.reading.matching import Row, pairs, plain_name, shared, spans

Example = tuple[set[str], bool | str]
"""The features of one example, and whether it is what is learned, or which of several kinds."""
_SHORT_NAME = 14


@dataclass(frozen=True)
class Lesson:
    """How examples are found in an article read up to a rule, and how weights of them are kept.

    Half of the penalty times the sum of the squared weights is added to what is made least, the
    negative log-likelihood. ``places`` are the decimal places of a weight; what is nothing at so
    many is left out.
    """

    before: str
    examples: Callable[[Draft, list[Row]], Iterator[Example]]
    penalty: float
    places: int = 2


def claims(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every English statement; it is a claim if a gold one is best told by it."""
    found = [(span, statement) for span, _, _, statement in weighed(draft)]
    labels = _claimed([span for span, _ in found], gold)
    for (_, statement), label in zip(found, labels, strict=True):
        if label is not None:
            yield features(statement), label


def companies(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every name; it is a company if gold has a company of that name, in any form of it."""
    view = draft.article.view
    kinds: dict[str, Row] = {}
    for row in sorted(gold, key=lambda one: one["kind"] == "company"):
        if row["kind"] in ("company", "person", "place"):
            seen = [view[start:end] for start, end in spans(row, "name")]
            for form in (row["name"], *(row.get("aliases") or []), *seen):
                kinds[plain_name(form)] = row
    for held, known in weighed_names(draft, names_of(draft).by_text):
        row = kinds.get(plain_name(held[0].value("name")), {})
        company = row.get("kind") == "company"
        if not (company and row.get("optional")):
            yield known, company


def chinese_claims(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every Chinese statement; it is a claim if a gold one is best told by it."""
    found = [(span, statement) for span, _, _, statement in zh_claims.weighed(draft)]
    labels = _claimed([span for span, _ in found], gold)
    for (_, statement), label in zip(found, labels, strict=True):
        if label is not None:
            yield zh_claim_worth.features(statement), label


def _claimed(found: Sequence[Span], gold: list[Row]) -> list[bool | None]:
    """Return of each statement if it is a claim; None if it may be left out."""
    told = [row for row in gold if row["kind"] == "claim"]

    def fit(row: Row, span: Row) -> float:
        places = whole_places(row)
        together = shared(places, [span["span"]])
        least = min(end - start for start, end in [*places, span["span"]])
        return float(together) if together * 2 >= least else 0

    gold_of = {j: told[i] for i, j in pairs(told, [{"span": span} for span in found], fit)}
    return [None if gold_of.get(n, {}).get("optional") else n in gold_of for n in range(len(found))]


def commas(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every comma at which a gold claim ends or begins, or that stands within one."""
    claimed = [place for row in gold if row["kind"] == "claim" for place in whole_places(row)]
    for _, span, voice in zh_claims.spoken(draft):
        quoted = zh_claims.is_quoted(voice)
        for at, comma in zh_claims.commas(draft.article.view, *span, quoted=quoted):
            within = any(start < at - 1 and at + 2 < end for start, end in claimed)
            edge = any(abs(end - at) < 2 or 0 < start - at < 3 for start, end in claimed)
            if within or edge:
                yield zh_claim_worth.comma_features(comma), not within


def chinese_events(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every clause of a Chinese text, and whether it tells of an event."""
    for known, kind in _clauses(draft, gold):
        yield known, bool(kind)


def chinese_event_types(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every clause of a Chinese text that tells of an event, with its type."""
    return ((known, kind) for known, kind in _clauses(draft, gold) if kind)


def _clauses(draft: Draft, gold: list[Row]) -> Iterator[tuple[set[str], str]]:
    """Yield the features of every clause and the type of the event that it tells, or none.

    Of several clauses of an event it is the one with its short name, else the last. The others, and
    those of plans and of what may be left out, are neither.
    """
    view, mentions = draft.article.view, mentions_of(draft)
    found = [span for one in draft.article.sentences for span in clauses(view, one)]
    kinds: dict[Span, str] = {}
    passed: set[Span] = set()
    for row in gold:
        if not row.get("event_type"):
            continue
        places = whole_places(row)
        hit = [one for one in found if shared(places, [one]) >= min(4, one[1] - one[0])]
        passed.update(hit)
        if row.get("optional") or row["event_type"] == "plan" or not hit:
            continue
        short = len(row["name"]) < _SHORT_NAME
        named = [one for one in hit if short and row["name"] in view[slice(*one)]]
        kinds.setdefault((named or hit)[-1], row["event_type"])
    for span in found:
        if span in kinds or span not in passed:
            yield event_features(draft, mentions, span)[0], kinds.get(span, "")


LESSONS = {
    "en-companies": Lesson("companies.weighed", companies, 2.0),
    "en-events": Lesson("events.likely", told_events, 1.0),
    "en-event-types": Lesson("events.likely", event_types, 4.0, 1),
    "en-claims": Lesson("claims.read", claims, 6.0),
    "zh-events": Lesson("zh-events.read", chinese_events, 3.0),
    "zh-event-types": Lesson("zh-events.read", chinese_event_types, 1.0, 1),
    "zh-commas": Lesson("zh-claims.read", commas, 1.0),
    "zh-claims": Lesson("zh-claims.read", chinese_claims, 3.0),
}
"""By name; what needs another lesson's weights stands behind it."""
