"""Events of Chinese clauses that no turn of phrase covers: what was learned of articles with gold.

One set of weights says how likely a clause tells of an event at all, others of which type; who
takes part and when is read by the same grammar as for all events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import ZhMentions
from jwviewer.reading.layers.zh.segments import GERUND, VERB, segments_of
from jwviewer.reading.layers.zh.trigger import Trigger
from jwviewer.reading.layers.zh.triggers import AHEAD
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span
from jwviewer.reading.weighing import (
    Weights,
    plain_signs,
    probability,
    shipped_kinds,
    shipped_weights,
    sign_features,
)

LEAST = 0.4
"""From these log-odds on a clause is taken to tell of an event."""
_SPLIT = later(r"[，；。：！？\n]|,(?!\d)")
_ASIDE = later(r"（[^（）]{0,40}）")
_SIGNS = {"company": "◆", "person": "○", "place": "△"}
_DATE = "□"
_PAIR = later(r"◆[^◆]{0,6}[与和同][^◆]{0,12}◆")
_WE = later(r"双方|公司|我们")
_NAME = 16
_ELSEWHERE = frozenset({"award", "programme"})
"""Types that other rules tell; knowing them keeps the rest apart."""


def clauses(view: str, sentence: Sentence) -> Iterator[Span]:
    """Yield the clauses of a sentence, without the marks between them."""
    marks = [mark.start() for mark in _SPLIT.finditer(view, *sentence.span)]
    for mark, end in pairwise([sentence.start - 1, *marks, sentence.end]):
        if end > mark + 1:
            yield mark + 1, end


def features(draft: Draft, mentions: ZhMentions, span: Span) -> tuple[set[str], str]:
    """Return what the weights know a clause by, and its words with signs for names and dates."""
    actors = mentions.actors(*span)
    text = _masked(draft, mentions, span)
    made = sign_features(text)
    made.add(f"companies {min(3, len({one.entity for one in actors}))}")
    if _PAIR.search(text):
        made.add("pair")
    return made, text


def _masked(draft: Draft, mentions: ZhMentions, span: Span) -> str:
    view = draft.article.view
    parts = []
    at = span[0]
    for start, end, sign in sorted(_named(draft, mentions, span)):
        if start >= at:
            parts += [view[at:start], sign]
            at = end
    return plain_signs(_ASIDE.sub("", "".join([*parts, view[at : span[1]]])))


def _named(draft: Draft, mentions: ZhMentions, span: Span) -> list[tuple[int, int, str]]:
    actors = [(one.start, one.end, _SIGNS["company"]) for one in mentions.actors(*span)]
    held = [(one.start, one.end, _SIGNS.get(one.kind, "◇")) for one in mentions.within(*span)]
    dates = [(*one.span, _DATE) for one in draft.within(span, "_date")]
    return [*actors, *held, *dates]


def guessed(
    draft: Draft,
    mentions: ZhMentions,
    sentence: Sentence,
    told: list[Span],
    undone: re.Pattern[str],
) -> Iterator[Trigger]:
    """Yield what the clauses of a sentence tell in which nothing is told yet.

    ``undone`` finds words that make a plan, a wish or a denial of a clause.
    """
    weights, kinds = shipped_weights("zh-events"), shipped_kinds("zh-event-types")
    view = draft.article.view
    for span in clauses(view, sentence):
        if any(start < span[1] and end > span[0] for start, end in told):
            continue
        if not mentions.actors(*span) and not _WE.search(view, *span):
            continue
        known, text = features(draft, mentions, span)
        score = weights.score(known)
        if score <= LEAST or undone.search(text) or AHEAD.search(view, sentence.start, span[0]):
            continue
        kind = max(kinds, key=lambda one: kinds[one].score(known))
        head = _head(draft, mentions, span, (weights, kinds[kind]))
        if kind not in _ELSEWHERE and head is not None:
            name = view[head[0] : min(span[1], head[0] + _NAME)]
            yield Trigger(kind, head, head, name, anew=True, chance=probability(score))


def _head(
    draft: Draft, mentions: ZhMentions, span: Span, weights: tuple[Weights, Weights]
) -> Span | None:
    """Return the word that speaks most for the event, a verb if there is one."""
    names = _named(draft, mentions, span)
    view = draft.article.view
    best: tuple[float, Span] | None = None
    for word in segments_of(draft).within(*span):
        at = word.start, word.end
        if at[1] - at[0] < 2 or any(start < at[1] and end > at[0] for start, end, _ in names):
            continue
        signs = sign_features(view[slice(*at)])
        worth = sum(one.score(signs) - one.intercept for one in weights)
        worth += word.kind in (VERB, GERUND)
        if best is None or worth > best[0]:
            best = worth, at
    return best[1] if best is not None else None
