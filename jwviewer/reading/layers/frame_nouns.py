"""Deals that a noun tells with its parties: "Volta's purchase of Kerning"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from jwviewer.reading.article import Sentence
from jwviewer.reading.chunks import Words, chunker_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.clause_parts import noun_phrase
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.frame_words import FrameWords, frame_words
from jwviewer.reading.layers.trigger_forms import DENIED, NO_DEAL, PROPOSED
from jwviewer.reading.layers.triggers import MOST_TOLD, Trigger
from jwviewer.reading.layers.verb_groups import is_open
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_LINKS = {
    "acquisition": "obftw", "investment": "ibf", "agreement": "wef", "letter_of_intent": "wef",
    "supply": "fwetbr", "licence": "ftwe", "joint_venture": "weo", "cooperation": "weo",
}  # fmt: skip
"""The prepositions that bring the parties of a deal of each type."""
_OWNER = later(r"(?P<owner>C'|d)(?P<between>[xX#LDQM']{0,5})\Z")
_RELATED = later(r"(?:W?(?:[dx]{0,3}[PIBCF])?v{0,3})?x(?=[wDbif])")
"""What may stand between a deal and its party: "the pact that it had struck with Kerning"."""
_ENDING = later(
    r"\b(?:end(?:ed|s|ing)?|terminat\w+|quit|left|leav\w+|exit\w*|dissolv\w+|scrapp?\w*|walked|pulled|"
    r"withdrew|expir\w+|cancel\w*|wound|broke|los[te]|suspend\w*|los(?:es|ing)|call\w* off|despite|"
    r"miss(?:ed|es)|replac\w+|compet\w+|rival\w*)\b"
)
"""Before a deal: it is over, or another one's."""
_FOR_SALE = later(r"\b(?:for|on) sale\Z")
_OVER = later(
    r" (?:was|were|has been|had been|is|has|had)?(?: [a-z]+ly)? ?(?:terminat|ended|ending|expire|"
    r"dissol|cancel|scrap|abandon|collaps|fell through|broke|lapse|ran out|runs out)"
)
_DATED = later(r",? (?:which |that )?(?:dat|go)(?:es|ed|ing|e)(?: back)? (?:from|to) ")
"""Behind a deal: its date follows."""
_SENSES = ("in", "since", "early", "around", "between")
_POSSESSIVE = frozenset({"its", "their", "our", "his", "her"})


@rule(
    "events.named",
    examples=(
        (
            "The 2016 tie-up between Voltessa AB and Kerning AG ended.",
            "event date=2016; event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB praised its three-year alliance with Kerning AG.",
            "event event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "The contract between Voltessa AB and Kerning AG dated from 2015.",
            "event date=2015; event_type=agreement; participants=Voltessa AB, Kerning AG",
        ),
    ),
    counter_examples=(
        "Voltessa AB hopes for an alliance with Kerning AG.",
        "Voltessa AB left its alliance with Kerning AG.",
        "Talks on a merger of Voltessa AB with Kerning AG were denied.",
    ),
)
def named(draft: Draft) -> None:
    """Read the nouns that name a deal together with its parties."""
    known = draft.lexicons.once(frame_words)
    view = draft.article.view
    reader = EventReader(draft)
    companies = reader.mentions.companies
    if not companies:
        return
    chunker = chunker_of(draft, reader.mentions)
    told = ToldEvents(draft)
    starts = [one.start for one in companies]
    for sentence in draft.article.sentences:
        if bisect_left(starts, sentence.start) == bisect_left(starts, sentence.end):
            continue
        if view[sentence.end - 1] == "?" or known.noun.search(view, *sentence.span) is None:
            continue
        title = view[sentence.end - 1].isalnum()
        if title and told.is_titled(reader.mentions, sentence):
            continue
        listed = named_deals(view, sentence, chunker.words(sentence), known)
        for found in islice(listed, MOST_TOLD):
            _settle(told, reader, sentence, found)


def _settle(told: ToldEvents, reader: EventReader, sentence: Sentence, found: Named) -> None:
    noun = reader.view[slice(*found.noun)]
    if told.is_read(sentence, found.noun):
        return
    trigger = Trigger(found.type, found.noun, found.noun, noun, False, "")
    parts = reader.parts(sentence, trigger, [])
    inside = reader.mentions.within(*found.reach, "company")
    within = {one.entity for one in inside}
    if not found.own or len(within) > 1:
        parts.entities = {}
        for one in inside:
            parts.entities.setdefault(one.entity, (one.span,))
        parts.basis, parts.how = "stated", ""
    elif not within <= set(parts.entities):
        return
    dated = _DATED.match(reader.view, inside[-1].end, sentence.end) if inside else None
    reach = found.reach if dated is None else (found.reach[0], min(dated.end() + 40, sentence.end))
    dates = [
        one
        for one in reader.draft.within(reach, "_date")
        if one.value("date") and (one.value("sense") in _SENSES or dated is not None)
    ]
    parts.date = None
    if dates:
        date = dates[0].attributes["date"]
        parts.date = Attribute(date.value, date.basis, date.spans or (dates[0].span,), date.how)
    if len(parts.entities) > 1 and not told.has(sentence, trigger, parts):
        told.add(trigger, parts, rule="events.named", confidence=0.55)


class Named(NamedTuple):
    """A noun that tells of a deal: its type, passage, parties' stretch, and its date's stretch."""

    type: str
    noun: Span
    reach: Span
    owned: bool
    """Whether "its" or "has a" gives it to whom the clause is about."""
    own: bool


def named_deals(view: str, sentence: Sentence, words: Words, known: FrameWords) -> Iterator[Named]:
    """Yield the nouns of a sentence that name a deal together with a party of it."""
    signs = words.signs
    for number, sign in enumerate(signs):
        if sign not in "NJ":
            continue
        start, end = words.starts[number], words.ends[number]
        kind = known.nouns.get(" ".join(view[start:end].casefold().split()))
        if kind is None or NO_DEAL.match(view, end) or view[end : end + 1] in "-":
            continue
        owner = _OWNER.search(signs, max(0, number - 8), number)
        first = owner.start() if owner is not None else number
        while first and owner is None and signs[first - 1] in "xX#LQ" and number - first < 4:
            first -= 1
        begin = words.starts[first]
        if (
            is_open(view, sentence.start, begin)
            or PROPOSED.search(view, max(sentence.start, start - 50), start)
            or DENIED.search(view, max(sentence.start, start - 120), start)
        ):
            continue
        if _FOR_SALE.search(view, max(0, start - 4), end):
            continue
        if _ENDING.search(view, max(sentence.start, begin - 28), begin):
            continue
        between = view[begin:start]
        if re.search(
            r"\b(?:no|any|such|planned|proposed|possible|potential|new|next|future)\b", between
        ):
            continue
        last = _complements(signs, number + 1, _LINKS[kind])
        possessed = owner is not None and owner["owner"] == "C'"
        mine = owner is not None and view[begin:start].split(" ")[0].casefold() in _POSSESSIVE
        if last == number + 1 and not (mine and "D" in owner["between"]):  # type: ignore[index]
            continue
        reach = begin, words.ends[last - 1]
        if _OVER.match(view, reach[1], sentence.end):
            continue
        yield Named(kind, (start, end), reach, possessed, not possessed)


def _complements(signs: str, place: int, links: str) -> int:
    """Return where the phrases end that bring the parties of a deal, and its date."""
    last = place
    told = _RELATED.match(signs, place)
    place = told.end() if told is not None else place
    while place < len(signs):
        sign = signs[place]
        if sign == "D" and signs[place - 1] != "x":
            last = place = place + 1
            continue
        if sign not in "ofwebtrin":
            break
        found = noun_phrase(signs, place + 1)
        while found.end < len(signs) - 1 and signs[found.end] == "&":
            more = noun_phrase(signs, found.end + 1)
            if not more.firm:
                break
            found.end, found.firm = more.end, True
        if found.end == place + 1:
            break
        if sign in links and found.firm:
            last = found.end
        place = found.end
    return last


RULES = (named,)
