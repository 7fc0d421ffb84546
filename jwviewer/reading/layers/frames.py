"""Deals that the frame of a clause tells: its verb, what it needs beside it, and who they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from jwviewer.reading.article import Sentence
from jwviewer.reading.chunks import Words, chunker_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.clause_parts import Clause, Phrase, clause_around, index, noun_phrase
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.frame_parties import complete
from jwviewer.reading.layers.frame_shapes import NEEDS
from jwviewer.reading.layers.frame_words import (
    BARE,
    PARTICIPLE,
    THIRD,
    Form,
    FrameWords,
    frame_words,
)
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.triggers import MOST_TOLD, Trigger
from jwviewer.reading.layers.verb_groups import UNSURE, Group, verb_group
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span
from jwviewer.reading.rule import rule

_ENDS = ".!?:;,”\"’'"
"""At the end of what is no title."""
_INNER = later(r" (?:it|them|itself)(?= )")
_OFFICES = {
    "partner": "cooperation", "distributor": "agreement", "dealer": "agreement",
    "agent": "agreement", "importer": "agreement", "licensee": "licence", "franchisee": "licence",
}  # fmt: skip
_OFFICE = later(rf"\b(?:{'|'.join(_OFFICES)})\b")
_MADE = frozenset(
    ("supply", "deliver", "provide", "build", "make", "manufacture", "install", "produce")
)
_NO_GOODS = later(
    r"\b(?:offers?|bids?|proposals?|approach(?:es)?|approval|permission|letters?|calls?|grants?|"
    r"awards?|prizes?|support|backing|praise|criticism|warnings?|notice|dividends?|credit|"
    r"complaints?|answers?|help|advice|staff|managers?|tips?|inspiration|orders?|contracts?)\b"
)
_TWO = later(r"\b(?:[Tt]h(?:e (?:two|pair|partners|companies|firms|sides)|ey)|[Bb]oth)\b")
_SECOND_THING = "also"
_SECOND = later(r"[^v;:W,&]{1,16}?D(?:,&?|&)(?P<what>[dQxXLF#']{0,6}[SC])")
_THIRD = later(r"(?:[ni]L)?(?:\([^()]{1,8}\))?D(?:,&?|&)(?P<what>[dQxXLF#']{0,6}[SC])")
_HALF = 50
_IF = later(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ss]hould|[Oo]nce)\b[^,;:]*\Z")


class Verb(NamedTuple):
    """A verb of frames in a sentence: for each that it may be, its end, group and form."""

    head: int
    tried: list[tuple[int, Group, Form]]


class Found(NamedTuple):
    """What a clause tells: its trigger, how many companies it needs, and where more may stand."""

    trigger: Trigger
    parties: int
    near: Span


@rule(
    "events.framed",
    examples=(
        (
            "Voltessa AB hoovered up rival Kerning AG in May 2019.",
            "event date=2019-05; event_type=acquisition; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB has run a test yard with Kerning AG since 2019.",
            "event date=2019/..; event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "The letter of intent was signed in Kiel by Voltessa AB and Kerning AG on 4 May 2021.",
            "event date=2021-05-04; event_type=letter_of_intent; place=Kiel; "
            "participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB and Kerning AG have formed a long-term partnership.",
            "event event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB has called off its planned merger with Kerning AG.",
            "event event_type=other; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB and Kerning AG will dissolve their joint venture, Orkel Oy.",
            "event event_type=other; participants=Voltessa AB, Kerning AG, Orkel Oy",
        ),
        (
            "Voltessa AB and Kerning AG merged their card businesses in 2019 to form Orkel Oy.",
            "event date=2019; event_type=joint_venture",
        ),
        (
            "Voltessa AB and Kerning AG said they would set up a joint leasing agency.",
            "event event_type=joint_venture; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB subscribed for 3.1 million common shares of Kerning AG.",
            "event event_type=investment; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Orkel Oy, owned 60/40 by Voltessa AB and Kerning AG, makes trams.",
            "event event_type=joint_venture",
        ),
    ),
    counter_examples=(
        "Voltessa AB was named one of the best yards by Kerning AG in 2024.",
        "Voltessa AB may hoover up Kerning AG.",
        "If Voltessa AB hoovered up Kerning AG, nobody would mind.",
        "Voltessa AB has not teamed up with Kerning AG.",
        "Voltessa AB has received an offer from Kerning AG.",
        "Voltessa AB was asked to ship 40 buses to Kerning AG.",
    ),
)
def framed(draft: Draft) -> None:
    """Read the clauses whose verb tells of a deal and has what it needs for that."""
    known = draft.lexicons.once(frame_words)
    view = draft.article.view
    reader = EventReader(draft)
    if not reader.mentions.companies:
        return
    chunker = chunker_of(draft, reader.mentions)
    told = ToldEvents(draft)
    titles = []
    for sentence, places in _by_sentence(draft, known):
        if view[sentence.end - 1] == "?" or not (
            reader.mentions.within(*sentence.span, "company") or _TWO.search(view, *sentence.span)
        ):
            continue
        verbs = list(islice(_verbs(view, sentence, places, known), 2 * MOST_TOLD))
        if not verbs:
            continue
        title = view[sentence.end - 1] not in _ENDS
        listed = _triggers(view, sentence, chunker.words(sentence), verbs, known)
        for found in islice(listed, MOST_TOLD):
            if title:
                titles.append((sentence, found))
            else:
                _settle(told, reader, sentence, found)
    for sentence, found in titles:
        if not told.is_titled(reader.mentions, sentence):
            _settle(told, reader, sentence, found)


def _by_sentence(
    draft: Draft, known: FrameWords
) -> Iterator[tuple[Sentence, list[tuple[int, str]]]]:
    """Yield the sentences that hold a verb of a frame, with the places of these verbs."""
    places = known.places(draft.article.view)
    number = 0
    for sentence in draft.article.sentences:
        number = bisect_left(places, (sentence.start, ""), number)
        last = bisect_left(places, (sentence.end, ""), number)
        if last > number:
            yield sentence, places[number:last]


def _verbs(
    view: str, sentence: Sentence, places: list[tuple[int, str]], known: FrameWords
) -> Iterator[Verb]:
    """Yield the verbs of a sentence that tell of something done."""
    for head, word in places:
        groups: dict[frozenset[str], Group | None] = {}
        made = []
        for form in known.verbs[word]:
            last = _end(view, sentence, head + len(word), form.rest)
            if not last:
                continue
            if form.forms not in groups:
                groups[form.forms] = verb_group(view, sentence.start, head, form.forms)
            group = groups[form.forms]
            if group is not None and group.status != UNSURE:
                made.append((last, group, form))
        if made and not _IF.search(view, max(sentence.start, head - 90), head):
            yield Verb(head, made)


def _end(view: str, sentence: Sentence, end: int, rest: str) -> int:
    """Return where a verb ends with the words that belong to it; 0 where they do not follow."""
    if rest:
        inner = None if view.startswith(rest, end) else _INNER.match(view, end)
        end = inner.end() if inner is not None else end  # "sold it on"
        if view[end : min(end + len(rest), sentence.end)].casefold() != rest:
            return 0
    last = end + len(rest)
    return 0 if view[last : last + 1].isalpha() else last


def _triggers(
    view: str, sentence: Sentence, words: Words, verbs: list[Verb], known: FrameWords
) -> Iterator[Found]:
    """Yield what the clauses of a sentence tell of, with the number of companies it needs."""
    behind = sentence.start
    for head, tried in verbs:
        number = index(words, head)
        if head < behind or number == len(words.starts) or words.starts[number] != head:
            continue  # within what was told, or within a name
        clauses: dict[tuple[int, int], Clause] = {}
        for last, group, form in tried:
            made = group.bare and form.frame.verb in _MADE and PARTICIPLE in form.forms
            if made and view.startswith(" by ", last):
                group = group._replace(passive=True)  # "a line, supplied by Kerning,"
            elif group.bare and not _is_finite(words.signs, number, form):
                continue
            if (group.begin, last) not in clauses:
                clauses[group.begin, last] = clause_around(
                    words, index(words, group.begin), number, index(words, last)
                )
            clause = clauses[group.begin, last]
            found = _told(view, sentence, words, (head, last), clause, group, form)
            if found is not None:
                if form.frame.shape == "signed":
                    found = _named(view, words, clause, group, found, known)
                    if found is None:
                        continue
                yield found
                behind = last
                yield from _joined(view, words, found.trigger, index(words, behind))
                break


def _joined(view: str, words: Words, first: Trigger, number: int) -> Iterator[Found]:
    """Yield the second thing bought: "bought Volta in 2011 and a 20% stake in Nord"."""
    if first.type not in ("acquisition", "investment"):
        return
    told = _SECOND.match(words.signs, number)
    while told is not None:
        start = told.start("what")
        phrase = noun_phrase(words.signs, start)
        if not phrase.firm or words.signs[phrase.end : phrase.end + 1] == "v":
            return
        kind = first.type if phrase.head == "S" else "acquisition"
        kind = _by_size(kind, view, words, Clause(phrase, Phrase()))
        span = words.starts[start], words.ends[phrase.end - 1]
        yield Found(Trigger(kind, span, span, "", False, _SECOND_THING), 2, span)
        told = _THIRD.match(words.signs, phrase.end)


def _told(
    view: str,
    sentence: Sentence,
    words: Words,
    verb: Span,
    clause: Clause,
    group: Group,
    form: Form,
) -> Found | None:
    """Return what a clause tells of, if it has what its verb needs."""
    told = NEEDS[form.frame.shape](form.frame, clause, group)
    if told is not None and form.frame.shape == "goods_from" and _is_no_goods(view, words, clause):
        return None
    if told is None or DENIED.search(view, max(sentence.start, verb[0] - 120), verb[0]):
        return None
    kind = _by_size(told.type, view, words, clause)
    if form.frame.shape == "chosen" and view.startswith(" one of", verb[1]):
        return None  # "named one of the best employers"
    if form.frame.shape == "chosen":
        office = _OFFICE.search(view, verb[1], min(sentence.end, verb[1] + 110))
        kind = _OFFICES[office.group()] if office is not None else kind
    what = clause.object if clause.relative else clause.subject
    near = (words.starts[what.first], words.ends[what.end - 1]) if what.end > what.first else verb
    return Found(Trigger(kind, verb, verb, "", False, view[slice(*verb)]), told.parties, near)


def _named(
    view: str, words: Words, clause: Clause, group: Group, found: Found, known: FrameWords
) -> Found | None:
    """Return what was signed with its type and name; None where it is no paper."""
    paper = clause.subject if group.passive else clause.object
    if paper.head == "C":  # "gave Kerning an order"
        number = words.signs.find("N", paper.end, noun_phrase(words.signs, paper.end).end)
        if number < 0:
            return None
    else:
        number = words.signs.rindex("N", paper.first, paper.end)
    head = words.starts[number], words.ends[number]
    noun = view[slice(*head)]
    kind = known.nouns[" ".join(noun.casefold().split())]
    return found._replace(trigger=replace(found.trigger, type=kind, head=head, noun=noun))


def _is_no_goods(view: str, words: Words, clause: Clause) -> bool:
    """Tell whether what is had from a firm is none of its goods: an offer, a prize."""
    what = clause.object
    return what.end > what.first and bool(
        _NO_GOODS.search(view, words.starts[what.first], words.ends[what.end - 1])
    )


def _is_finite(signs: str, number: int, form: Form) -> bool:
    """Tell whether a word is a verb of the present and not the noun that is written like it."""
    before = signs[max(0, number - 1) : number]
    if form.forms <= {BARE}:
        return before in ("C", "B", "P")
    if form.frame.verb == "come":
        return signs[number + 1 : number + 2] == "f"
    return not form.forms <= {BARE, THIRD} or before in tuple("CFWIHBA,)J")


def _by_size(kind: str, view: str, words: Words, clause: Clause) -> str:
    """Return investment for less than half of a firm, acquisition for more."""
    if kind not in ("acquisition", "investment"):
        return kind
    for what in (clause.object, clause.subject):
        run = words.signs[what.first : what.end]
        if what.head != "S" or "S" not in run:
            continue
        text = view[words.starts[what.first] : words.ends[what.end - 1]]
        size = re.search(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|per ?cent|pct)", text)
        if size is not None:
            return "investment" if float(size[1].replace(",", ".")) < _HALF else "acquisition"
        if re.search(r"\b(?:minority|third|quarter|fifth|tenth)\b", text):
            return "investment"
        if re.search(r"\b(?:majority|all|control|rest|remainder|half|thirds)\b", text):
            return "acquisition"
    return kind


def _settle(told: ToldEvents, reader: EventReader, sentence: Sentence, found: Found) -> None:
    """Add the event of a trigger, unless it is told of already."""
    trigger = found.trigger
    apart = trigger.verb == _SECOND_THING
    if not apart and told.is_read(sentence, trigger.span):
        return  # before its parts are found, which takes longer than all else
    parts = reader.parts(sentence, trigger, [])
    complete(reader, sentence, trigger, found.near, found.parties, parts)
    if apart:
        second = {one.entity for one in reader.mentions.within(*found.near, "company")}
        told.part(sentence, second)
    if len(parts.entities) >= found.parties and not told.has(sentence, trigger, parts, apart=apart):
        told.add(trigger, parts, rule="events.framed", confidence=0.6)


RULES = (framed,)
