"""Which company a text is about where an office stands that names none."""

from __future__ import annotations

import re
from collections import Counter

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import OPENS, Mention, Mentions, Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute

GOVERNED = later(
    r"\b(?:with|from|by|of|to|in|at|for|between|against|via|like|than|including|under|after|"
    r"ex|former|bought|buys|acquired|acquires|sold|sells|joined|joins|left|leaves|met|owns|owned|"
    r"won|lost|told|beat|founded|gave|gives) (?:the |its |a |an |their )?(?:[\w’'-]+ ){0,3}"
    r"[\"“‘*]?\Z|\bex-\Z|(?<!-)\b(?!(?:based|backed|listed|owned|is|was|has) )[a-z]{3,}"
    r"(?:[^su]s|ed) \Z"
)
"""Before a company that a sentence is not about: by a preposition or a verb."""
_CLAUSE = later(r"(?:[;:] |\b(?:and|while|but|because|whereas) )(?:the )?\Z")
_ACTS = later(r" (?:itself |has |is |was |will |had |[a-z]+(?:s|ed) )")
"""A company that a later clause of a sentence is about stands between these."""
_SELLER = later(
    r"\b(?:from|held by|owned by|reports? to|reporting to) (?:its |the |their )?(?:[a-z-]+ ){0,2}\Z"
)
"""Before the founder who sells a stake: she is of the firm that the stake is in."""
_STOPS = ".!?:;”\"’'"
MOST_SENTENCES = 5
"""So far back a company that a sentence is about still has the people named after it."""
LEAST_OF_HOME, FAR = 4, 1.5
"""What an article is about is named so often, and so much more often than the next."""
NEAR = 70
"""A company so near the beginning of a sentence is what the sentence is about."""


def topic(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Attribute | None:
    """Return the company that the sentences before are about, the nearest first."""
    view = draft.article.view
    firm = _seller(draft, mentions, sentence, start)
    if firm is not None:
        return Attribute(firm.entity, "inferred", (firm.span,), "same-sentence")
    told = mentions.subject_within(sentence.start, start)
    if told.entities and told.basis != "stated" and _employs(draft, mentions, told.entities[0], 0):
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    near = _near(draft, mentions, sentence, start)
    if near is not None:
        return Attribute(near.entity, "inferred", (near.span,), "same-sentence")
    if len(told.entities) == 1 and _employs(draft, mentions, told.entities[0], start):
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    # "Eva Lund, press officer" on a line of its own is of whom the lines before are about.
    line = view[draft.article.paragraphs[sentence.paragraph][1] - 1] not in _STOPS
    for number in range(sentence.number - 1, max(-1, sentence.number - MOST_SENTENCES - 1), -1):
        one = draft.article.sentences[number]
        if one.paragraph != sentence.paragraph and not line:
            break
        found = _about(draft, mentions, one, start) or _funded(draft, mentions, one, start)
        if found is not None:
            return Attribute(found.entities[0], "inferred", found.spans, "previous-sentence")
    if not _opens(draft, sentence):
        return None
    home = _home(draft, mentions)
    if home:
        return Attribute(home, "inferred", how="main-company")
    first = draft.article.sentences[max(0, sentence.number - 1)]
    return _whole_paragraph(draft, mentions, first, start)


def _home(draft: Draft, mentions: Mentions) -> str:
    """Return the company that an article is about far more than about any other; else nothing."""
    known: str | None = draft.shared.get("home")
    if known is None:
        counts = Counter(one.entity for one in mentions.companies)
        (first, most), (_, less) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        far = most >= LEAST_OF_HOME and most >= FAR * less
        known = draft.shared["home"] = first if far and _employs(draft, mentions, first, 0) else ""
    return known


def main_house(draft: Draft, mentions: Mentions) -> str:
    """Return the company that an article names most, the first with an advance; none if two."""
    counts = Counter(one.entity for one in mentions.companies)
    if not counts:
        return ""
    first = mentions.companies[0]
    governed = GOVERNED.search(mentions.view, 0, first.start)
    if max(counts.values()) == 1 or (counts[first.entity] > 1 and not governed):
        counts[first.entity] += OPENS
    title = draft.article.text.split("\n", 1)[0]
    for entity in counts if title.isupper() else ():  # no name is read in such a title
        counts[entity] += OPENS * (mentions.short(entity).upper() in title)
    (main, most), (_, less) = [*counts.most_common(2), ("", 0)][:2]
    return main if most > less else ""


def _opens(draft: Draft, sentence: Sentence) -> bool:
    return sentence.start - draft.article.paragraphs[sentence.paragraph][0] < 3


def _whole_paragraph(
    draft: Draft, mentions: Mentions, last: Sentence, start: int
) -> Attribute | None:
    """Return the one company that every sentence of a paragraph is about."""
    about: dict[str, Subject] = {}
    for number in range(last.number, max(-1, last.number - MOST_SENTENCES - 1), -1):
        one = draft.article.sentences[number]
        if one.paragraph != last.paragraph:
            break
        found = _about(draft, mentions, one, start)
        if found is not None:
            about.setdefault(found.entities[0], found)
    if len(about) != 1:
        return None
    (entity, found), *_ = about.items()
    return Attribute(entity, "inferred", found.spans, "previous-paragraph")


def _seller(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Mention | None:
    """Return the firm whose founder sells it, or whose head somebody who joins reports to."""
    found = _SELLER.search(mentions.view, max(sentence.start, start - 40), start)
    named = mentions.within(sentence.start, start, "company") if found is not None else []
    return named[-1] if named else None


def _near(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Mention | None:
    """Return the company named in the same sentence that the office is of."""
    view = draft.article.view
    named = mentions.within(sentence.start, start, "company")
    funds = draft.lexicons.once(_no_employers)
    named = [one for one in named if not funds.search(mentions.name(one.entity))] or [
        one for one in named if _employs(draft, mentions, one.entity, start)
    ]
    if not named or view.startswith("'s", named[-1].end):
        return None
    first = named[0].start - sentence.start < NEAR and ";" not in view[named[0].end : start]
    return named[0] if first else named[-1]


def _about(draft: Draft, mentions: Mentions, one: Sentence, start: int) -> Subject | None:
    """Return the company that a sentence, or the last clause of it, is about."""
    view = draft.article.view
    told = mentions.subject_of(one)
    if not told.entities or told.how == "previous-sentence":
        return None
    if told.basis != "stated" and len(told.entities) > 1:
        return None
    if told.basis == "stated":
        if GOVERNED.search(view[one.start : told.spans[0][0]]):
            return None
        for later_one in reversed(mentions.within(one.start, one.end, "company")):
            head = max(one.start, later_one.start - 14)
            if _CLAUSE.search(view, head, later_one.start) and _ACTS.match(view, later_one.end):
                told = Subject((later_one.entity,), (later_one.span,))
                break
    return told if _employs(draft, mentions, told.entities[0], start) else None


def _funded(draft: Draft, mentions: Mentions, one: Sentence, start: int) -> Subject | None:
    """Return the one company in a sentence about funds, or banks, that is none itself."""
    named = {found.entity: found.span for found in mentions.within(*one.span, "company")}
    pattern = draft.lexicons.once(_no_employers)
    firms = [entity for entity in named if not pattern.search(mentions.name(entity))]
    if len(firms) != 1 or len(named) < 2:
        return None
    return Subject((firms[0],), (named[firms[0]],))


def _employs(draft: Draft, mentions: Mentions, entity: str, start: int) -> bool:
    """Tell whether a company may be whose people are named: not a fund that is named by the way."""
    pattern = draft.lexicons.once(_no_employers)
    return not pattern.search(mentions.name(entity)) or entity == mentions.main_before(start)


def _no_employers(lexicons: Lexicons) -> re.Pattern[str]:
    """Return the words in the names of those that are seldom whose people a text tells of."""
    return later(rf"\b(?:{alternatives(lexicons.words('en/titles', 'no_employers'))})\b")
