"""Claims: statements that rank, promise, value or describe, each with the voice that makes it."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator

from jwviewer.reading.article import Sentence
from jwviewer.reading.clauses import cutter, statements, trimmed
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.claim_kinds import (
    KindWords,
    claim_kind,
    kind_words,
    says_nothing,
)
from jwviewer.reading.layers.claim_labels import claim_label
from jwviewer.reading.layers.claim_worth import Statement, chance, sure, tells_event
from jwviewer.reading.mentions import Mentions, Subject, mentions_of
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_OPENING = 3
"""A quotation that is all of a report is no part of it: "she said: “…”"."""
_EDGE = 4
"""Characters between the edge of a sentence and a statement that opens or closes it."""


class _Voices:
    """The stretches that voices cover; the innermost one at a position speaks."""

    def __init__(self, draft: Draft) -> None:
        self.all = _without_embedded(draft.of_kind("_voice"))
        self.phrases = sorted(
            {
                span
                for one in self.all
                if one.value("mode") != "hedged"
                for span in one.attributes["mode"].spans
            }
        )
        self.opens = {one.span[0] for one in self.all if one.value("mode").startswith("quote")}
        self.starts = [one.span[0] for one in self.all]
        self._ends = [one.span[1] for one in self.all]
        self._reach = list(itertools.accumulate(self._ends, max))
        self._strengths = list(map(_strength, self.all))

    def at(self, span: Span) -> Proposal | None:
        """Return the voice that speaks a statement: a quotation before a report, and so on."""
        number = bisect_right(self.starts, span[0] + 3)
        if not number or self._reach[number - 1] < span[1] - 3:
            return None
        best, most = None, 0
        for one in range(max(0, number - 14), number):
            if self._ends[one] >= span[1] - 3 and self._strengths[one] >= most:
                best, most = self.all[one], self._strengths[one]
        return best

    def over(self, sentence: Sentence) -> list[Proposal]:
        """Return the voices that speak in a sentence."""
        number = bisect_right(self.starts, sentence.end)
        if not number or self._reach[number - 1] <= sentence.start:
            return []
        first = max(0, number - 14)
        return [
            one
            for one, end in zip(self.all[first:number], self._ends[first:number], strict=True)
            if end > sentence.start
        ]

    def says_only(self, span: Span) -> bool:
        """Tell whether a statement is nothing but "she said"."""
        number = bisect_right(self.phrases, (span[0] + 1, span[1] + 10**9))
        # Those before the last begin before it; it may be within one of them.
        near = self.phrases[max(0, number - 4) : number]
        return bool(near) and span[1] <= max(end for _, end in near) + 5


def _without_embedded(voices: list[Proposal]) -> list[Proposal]:
    """Leave out quoted words within a report: they are part of what it says."""
    kept: list[Proposal] = []
    for one in voices:
        around = [
            other
            for other in kept[-6:]
            if other.value("mode") == "reported"
            and other.span[0] <= one.span[0]
            and one.span[1] <= other.span[1] + 2
            and one.span[0] - other.span[0] > _OPENING
        ]
        inside = one.value("mode").startswith("quote") and around
        if inside and one.value("asserter") in ("", around[-1].value("asserter")):
            continue
        kept.append(one)
    return kept


def _strength(voice: Proposal) -> int:
    order = {"document": 0, "reported": 1, "quote-unnamed": 2, "hedged": 2, "quote": 3}
    return order[voice.value("mode")] + bool(voice.value("asserter"))


@rule(
    "claims.read",
    examples=(
        (
            "Voltessa AB is the largest maker of cells in Norway.",
            "claim claim_kind=superlative; companies=Voltessa AB; mode=narration",
        ),
        (
            "Voltessa AB said it will build a second yard.",
            "claim asserter=Voltessa AB; claim_kind=intent; mode=reported",
        ),
        ('"It runs without a hitch," said Eva Lund.', "claim asserter=Eva Lund; mode=quote"),
        ('Eva Lund said: "The yard is small, the rents are low."', "claim mode=quote"),
        (
            '"We were told a lot," said its chairwoman, retired teacher Eva Lund.',
            "claim asserter=Eva Lund; mode=quote",
        ),
        ("Each line sells under its own name.", "claim mode=narration"),
        ("Voltessa AB does not publish figures.", "claim mode=narration"),
        (
            "The drive breaks a monopoly of old, it is claimed.",
            "claim claim_kind=outcome; mode=hedged",
        ),
    ),
    counter_examples=(
        "The papers lay on a table in Kiel.",
        "Voltessa AB is headquartered in Kiel and has a yard.",
        "The partners have signed the papers in Kiel.",
        "Voltessa AB declined to comment on the price, and Kerning AG would not say more.",
        '"We do not comment on rumours," said Eva Lund, a spokeswoman.',
    ),
)
def claims(draft: Draft) -> None:
    """Add the claims of every sentence."""
    mentions = mentions_of(draft)
    agreement = _Agreements(draft)
    for span, sentence, voice, statement in weighed(draft):
        if likely := chance(statement):
            _add(draft, mentions, sentence, span, voice, statement, likely, agreement)


def weighed(draft: Draft) -> Iterator[tuple[Span, Sentence, Proposal | None, Statement]]:
    """Yield every statement that could be a claim, where it stands, and the voice that makes it."""
    cut = draft.lexicons.once(cutter)
    known = draft.lexicons.once(kind_words)
    mentions = mentions_of(draft)
    voices = _Voices(draft)
    heads = _event_heads(draft)
    view = draft.article.view
    for sentence in draft.article.sentences:
        if _is_title(draft, sentence):
            continue
        for stretch in _stretches(draft, sentence, voices):
            speaker = voices.at(stretch)
            quoted = speaker is not None and speaker.value("mode").startswith("quote")
            pattern = cut.quote if quoted else cut.prose
            for span in statements(view, stretch[0], stretch[1], pattern):
                voice = voices.at(span)
                if voice is None and view[sentence.end - 1] == "?":
                    continue
                least = 2 if voice is not None and voice.value("mode").startswith("quote") else 3
                if view.count(" ", *span) + 1 < least or voices.says_only(span):
                    continue
                if says_nothing(view[slice(*span)], known):
                    continue
                told = tells_event(heads, span)
                statement = _statement(draft, mentions, known, sentence, span, voice, told=told)
                yield span, sentence, voice, statement


def _is_title(draft: Draft, sentence: Sentence) -> bool:
    view = draft.article.view
    last = view[sentence.end - 1]
    lone = draft.article.paragraphs[sentence.paragraph]
    whole = lone[1] - lone[0] <= sentence.end - sentence.start + 6
    return (
        whole
        and last not in ".!?”\"’':*)"
        and sentence.end - sentence.start < 130
        and (view[lone[0]] not in "-*•")
    )


def _stretches(draft: Draft, sentence: Sentence, voices: _Voices) -> Iterator[Span]:
    """Yield the parts of a sentence between the borders of the voices in it."""
    view = draft.article.view
    borders = {sentence.start, sentence.end}
    for one in voices.over(sentence):
        mode = one.value("mode")
        for at in one.span:
            if sentence.start < at < sentence.end:
                borders.add(at)
        for start, end in one.attributes["mode"].spans:
            if mode != "hedged" and sentence.start <= start and end <= sentence.end:
                borders.update((start, end))
    ordered = sorted(borders)
    for start, end in itertools.pairwise(ordered):
        first, last = trimmed(view, start, end)
        before_quote = end in voices.opens and len(view[first:last].split()) <= 5
        if last - first >= 9 and not before_quote:
            yield first, last


def _event_heads(draft: Draft) -> list[Span]:
    heads = [
        span
        for one in draft.of_kind("event", "award", "programme")
        if "event_type" in one.attributes
        for span in one.attributes["event_type"].spans
    ]
    return sorted(heads)


class _Agreements:
    """The agreements in order, for "according to the agreement"."""

    def __init__(self, draft: Draft) -> None:
        self.all = [
            one
            for one in draft.of_kind("event")
            if one.value("event_type")
            in (
                "agreement",
                "letter_of_intent",
                "joint_venture",
                "supply",
                "licence",
                "acquisition",
                "investment",
            )
        ]
        self._starts = [one.span[0] for one in self.all]

    def before(self, position: int) -> str:
        """Return the one told of last before a position, else the first of all."""
        number = bisect_right(self._starts, position)
        return self.all[max(0, number - 1)].id if self.all else ""


def _statement(
    draft: Draft,
    mentions: Mentions,
    known: KindWords,
    sentence: Sentence,
    span: Span,
    voice: Proposal | None,
    *,
    told: bool,
) -> Statement:
    view = draft.article.view
    text = view[span[0] : span[1]]
    return Statement(
        text,
        view[max(sentence.start, span[0] - 14) : span[0]],
        voice.value("mode") if voice is not None else "narration",
        voice.rule if voice is not None else "",
        claim_kind(text, known),
        told,
        span[0] - sentence.start < _EDGE,
        sentence.end - span[1] < _EDGE,
        len(draft.within(span, "figure")),
        len(draft.within(span, "_date")),
        len(mentions.within(*span, "company")),
        len(mentions.within(*span, "person")),
    )


def _add(
    draft: Draft,
    mentions: Mentions,
    sentence: Sentence,
    span: Span,
    voice: Proposal | None,
    statement: Statement,
    likely: float,
    agreement: _Agreements,
) -> None:
    kind = statement.kind or ("intent" if statement.mode == "document" else "quality")
    subject = _subject(mentions, sentence, span)
    label = claim_label(draft, statement.text, kind, subject)
    attributes = {
        "claim_kind": Attribute(kind, spans=(span,)),
        "mode": Attribute(statement.mode, spans=voice.attributes["mode"].spans if voice else ()),
        "asserter": _asserter(voice, agreement, span),
        "companies": subject.attribute() if subject.entities else Attribute((), "not_stated"),
        "label": Attribute(label, "inferred", (span,), "label"),
    }
    draft.add(
        "claim", span, attributes, rule="claims.read", confidence=sure(likely, voice), claim=False
    )


def _asserter(voice: Proposal | None, agreement: _Agreements, span: Span) -> Attribute:
    if voice is None:
        return Attribute("", "not_stated")
    if voice.value("mode") == "document":
        found = agreement.before(span[0])
        return (
            Attribute(found, "stated", voice.attributes["mode"].spans)
            if found
            else Attribute("", "not_stated")
        )
    return voice.attributes["asserter"]


def _subject(mentions: Mentions, sentence: Sentence, span: Span) -> Subject:
    found = mentions.subject_within(*span)
    if found.entities:
        return found
    if span[0] > sentence.start:
        earlier = mentions.subject_within(sentence.start, span[0])
        if earlier.entities:
            return Subject(earlier.entities, earlier.spans, "inferred", "same-sentence")
    whole = mentions.subject_of(sentence)
    if whole.entities and whole.basis == "stated":
        return Subject(whole.entities, whole.spans, "inferred", "same-sentence")
    return whole


RULES = (claims,)
