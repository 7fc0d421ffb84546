"""Interviews: answers that bear a name before a colon, or that follow questions of the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_LABEL = later(r"[*_ ]{0,3}(?P<who>[^\n:：*_]{1,30})[*_ ]{0,3}[:：][*_ ]{0,3}")
_YOU = later(r"\b[Yy]our?\b")
_I = later(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|me|I'm|I've|[Ww]e're|[Ww]e've)\b|我")
_ANSWER = frozenset({"A", "答", "Answer"})
LEAST_TURNS = 3
"""Fewer answers, or questions, are no interview."""
LONGEST_QUESTION = 260
SHORT = 160
"""A question without a mark is shorter than this."""


@rule(
    "voices.interview",
    examples=(
        (
            "Eva Lund is chairwoman of Voltessa AB.\n\n**Why now?**\n\nWe were tired of it.\n\n"
            "**And the yard?**\n\nThe yard stays with us.\n\n**Is that all?**\n\nI hope so, yes.",
            "_voice asserter=Eva Lund; mode=quote",
        ),
    ),
    counter_examples=(
        "Eva Lund is chairwoman of Voltessa AB.\n\nWhy now?\n\nThe yard was tired of it.",
    ),
)
def interview(draft: Draft) -> None:
    """Give the sentences of answers to the one who is asked."""
    answers(draft)


@rule(
    "zh-voices.interview",
    examples=(
        (
            "恒岳科技创始人霍然接受采访。\n\n记者：为什么？\n\n霍然：我们的电池更轻。\n\n"
            "记者：赚钱吗？\n\n霍然：去年第一次盈利。\n\n记者：以后呢？\n\n霍然：我们不急。",
            "_voice asserter=霍然; mode=quote",
        ),
    ),
    counter_examples=("恒岳科技创始人霍然接受采访。\n\n记者：为什么？",),
    language="zh",
)
def chinese_interview(draft: Draft) -> None:
    """Give the sentences of answers to the one whose name stands before them."""
    answers(draft)


def answers(draft: Draft) -> None:
    """Add a voice for every sentence of an answer, in either language."""
    told = list(_labelled(draft)) or list(_asked(draft))
    for (start, end), who, label in told:
        for number in range(draft.article.sentence(start).number, len(draft.article.sentences)):
            sentence = draft.article.sentences[number]
            if sentence.start >= end:
                break
            first = max(start, sentence.start)
            if sentence.end - first > 1:
                _add(draft, (first, sentence.end), who, label)


def _add(draft: Draft, span: Span, who: str, label: Span) -> None:
    draft.add(
        "_voice",
        span,
        {
            "mode": Attribute("quote", spans=(label,)),
            "asserter": Attribute(who, "stated", (label,)),
        },
        rule="voices.interview",
        confidence=0.8,
        claim=False,
    )


def _labelled(draft: Draft) -> Iterator[tuple[Span, str, Span]]:
    """Yield the answers before which a person's name stands, if there are several."""
    view = draft.article.view
    people = _people(draft)
    found = []
    for start, end in draft.article.paragraphs:
        match = _LABEL.match(view, start, end)
        if match is not None:
            found.append((match, end))
    if len(found) < LEAST_TURNS:
        return
    labels = Counter(match["who"].strip() for match, _ in found)
    asked = next(iter(people.values()), "")
    for match, end in found:
        label = match["who"].strip()
        who = people.get(label, "") or (asked if label in _ANSWER else "")
        if who and labels[label] >= LEAST_TURNS - 1:
            yield (match.end(), end), who, match.span("who")


def _people(draft: Draft) -> dict[str, str]:
    """Return the people by what they may be called before a colon, in the order of the text."""
    found: dict[str, str] = {}
    for person in draft.of_kind("person"):
        name = person.value("name")
        forms = {name, *person.values("aliases")}
        if name.isascii() or " " in name:
            parts = name.split()
            forms |= {parts[0], parts[-1], "".join(part[0] for part in parts)}
            forms |= {form.upper() for form in forms}
        for form in forms:
            found.setdefault(form, person.id)
    return found


def _asked(draft: Draft) -> Iterator[tuple[Span, str, Span]]:
    """Yield what follows the questions of a paper to the one person whom it has introduced."""
    view = draft.article.view
    paragraphs = draft.article.paragraphs
    questions: list[bool] = []
    for one in paragraphs:
        told = _is_question(draft.article.text, one)
        if not told and any(questions):
            told = not questions[-1] and _is_put(draft.article.text, one)
        questions.append(told)
    if sum(questions) < LEAST_TURNS:
        return
    first = questions.index(True)
    person = _introduced(draft, paragraphs[first][0])
    if person is None:
        return
    given = [
        one
        for number, one in enumerate(paragraphs)
        if number > first
        and not questions[number]
        and (questions[number - 1] or _I.search(view, *one) is not None)
    ]
    own = sum(_I.search(view, *one) is not None for one in given)
    if own < LEAST_TURNS or own * 2 < len(given):
        return
    for one in given:
        yield one, person.id, person.span


def _is_question(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is asked, by its mark."""
    said = text[slice(*paragraph)].rstrip()
    return len(said) <= LONGEST_QUESTION and re.search(r"[?？][*_\"”]{0,3}\Z", said) is not None


def _is_put(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph that follows an answer is put to somebody without a mark.

    It is in bold letters or says "you".
    """
    said = text[slice(*paragraph)].rstrip()
    if said.startswith(("**", "__")) and said.endswith(("**", "__")):
        return len(said) <= LONGEST_QUESTION
    return len(said) < SHORT and bool(_YOU.search(said)) and not _I.search(said)


def _introduced(draft: Draft, end: int) -> Proposal | None:
    """Return the person who is named, with an office if one is, before the first question."""
    people = [one for one in draft.of_kind("person") if one.span[0] < end]
    if not people:
        return None
    offices = {one.value("person") for one in draft.of_kind("role") if one.span[0] < end}
    return next((one for one in people if one.id in offices), people[0])


RULES = (interview,)
CHINESE = (chinese_interview,)
