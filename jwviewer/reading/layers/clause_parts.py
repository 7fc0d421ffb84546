"""The clause around a verb or noun: its subject, object and what its prepositions bring."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from jwviewer.reading.chunks import Words
from jwviewer.reading.patterns import later

_NOUN_PHRASE = frozenset("dxX'#QLMHCSAFJNRIBPj%$€£")
_HEADS = frozenset("CSAFJNRMHIBLP")
_PREPOSITIONS = frozenset("btfwirnuea")
_LONGEST = 12
"""A noun phrase has at most so many words."""
_FARTHEST = 46
"""So many words behind a verb its clause has ended."""
_SUBJECT_GAP = later(r"(?:W|(?<=[SNAJRx])(?=[IBP]))(?P<subject>[dxXL'#]{0,5}[CIBPFJ])\Z")
_PORTION = later(r"[d#](?:oB)?(?=[tf])")
"""Part of the goods of a clause: "three presses, one to Kerning and two to a firm in Mexico"."""
_ASIDE = later(r"[,(][^,;:()v]{1,16}[,)]\Z")


@dataclass
class Phrase:
    """A noun phrase: the sign of its head, whether a company is in it, where it ends."""

    head: str = ""
    firm: bool = False
    owner: bool = False
    end: int = 0
    first: int = 0
    joined: int = 0
    """How many companies are in it."""


@dataclass
class Clause:
    """What stands around a verb: its object, and the phrases after its prepositions."""

    object: Phrase
    subject: Phrase
    phrases: dict[str, Phrase] = field(default_factory=dict)
    dated: bool = False
    relative: bool = False
    """Whether the object is what "which" before the subject stands for."""
    lasting: bool = False
    """Whether it tells for how long: "for a decade"."""
    joint: bool = False
    plural: bool = False
    """Whether "the two" or "they" are the subject of a relative clause."""
    after: str = ""
    """The sign of the word behind the clause."""
    signs: str = ""
    """The signs of the words from the verb to the end of its clause."""

    def to(self, sign: str) -> bool:
        """Tell whether a company stands after a preposition."""
        found = self.phrases.get(sign)
        return found is not None and (found.firm or found.head in ("C", "I", "B", "P"))

    def has(self, sign: str, heads: str) -> bool:
        """Tell whether a phrase with one of these heads stands after a preposition."""
        found = self.phrases.get(sign)
        return found is not None and found.head in heads


def index(words: Words, position: int) -> int:
    """Return the number of the word that begins at or after a position."""
    return bisect_left(words.starts, position)


def noun_phrase(signs: str, first: int, *, complement: bool = True) -> Phrase:
    """Return the noun phrase that begins with a word, with what "of" and "and" add to it."""
    end = first
    limit = min(len(signs), first + _LONGEST)
    while end < limit and (
        signs[end] in _NOUN_PHRASE or (signs[end] in "Dv" and _is_within(signs, end))
    ):
        if signs[end] == "d" and end > first and signs[end - 1] not in "d&Sx#":
            break
        end += 1
    run = signs[first:end]
    found = Phrase(_head(run), "C" in run, "'" in run, end, first, run.count("C"))
    if not run:
        return found
    while (
        complement
        and end < len(signs)
        and (signs[end] == "o" or (signs[end] == "i" and found.head in ("S", "N", "A", "x", "F")))
    ):
        more = noun_phrase(signs, end + 1, complement=False)
        if more.end == end + 1 or (signs[end] == "i" and not more.firm and found.head != "S"):
            break
        found.firm |= more.firm or (found.head == "S" and more.head in ("I", "F"))
        found.joined += more.joined
        found.end = end = more.end
    return found


def _is_within(signs: str, place: int) -> bool:
    """Tell whether a date or a participle stands within a noun phrase: "its 2018 alliance"."""
    return (
        place > 0 and signs[place - 1] in "d'" and signs[place + 1 : place + 2] in tuple("xNJSAF")
    )


def _head(run: str) -> str:
    """Return the sign of the head of a phrase: the last noun that is of a class."""
    kept = run.rstrip("xX#j'")
    if not kept:
        return "x" if run else ""
    if kept[-1] == "C" and len(run) > len(kept) and "x" in run[len(kept) :]:
        return "x"  # "Volta trucks"
    return kept[-1] if kept[-1] in _HEADS else "x"


def clause_around(words: Words, group: int, first: int, last: int) -> Clause:
    """Return the clause of a verb, ``first`` to ``last``, whose group begins at ``group``."""
    signs = words.signs
    gap = _SUBJECT_GAP.search(signs, max(0, group - 9), group)
    # "laid the keel of the first ferry": what "of" brings is the object of such a verb.
    behind = last + (signs[last : last + 1] == "o")
    made = Clause(noun_phrase(signs, behind), _subject(signs, group))
    if gap is not None and made.object.head in ("", "L", "D"):
        made.relative = True
        made.plural = gap["subject"].endswith("B")
        made.object = _subject(signs, gap.start())
    place = _rest(made, signs, last if made.relative else max(last, made.object.end))
    made.signs, made.after = signs[first:place], signs[place : place + 1]
    made.dated = made.dated or "D" in signs[max(0, group - 14) : group].rpartition(";")[2]
    made.joint = "j" in signs[max(0, first - 3) : place]
    return made


def _subject(signs: str, end: int) -> Phrase:
    """Return the noun phrase before a verb, past which and what stands between commas."""
    start = max(0, end - 24)
    head = signs[start:end].rstrip("W")
    aside = _ASIDE.search(head)
    if aside is not None and head.endswith((",", ")")):
        head = head[: aside.start()]
    held = aside is not None and "C" in aside.group() and "C" not in head[-3:]
    head = head.rstrip(",W")
    begin = len(head)
    while begin and head[begin - 1] in _NOUN_PHRASE | {"o", "&", "i"}:
        begin -= 1
    run = head[begin:]
    before = run.partition("o")[0] if "o" in run else run
    sign = "C" if held and _head(before) in ("x", "") else _head(before)
    count = run.count("C") + held
    return Phrase(sign, "C" in run or held, "'" in run, end, start + begin, count)


def _rest(made: Clause, signs: str, place: int) -> int:
    """Read the phrases after the object; return where the clause ends."""
    limit = min(len(signs), place + _FARTHEST)
    last = made.object
    while place < limit:
        sign = signs[place]
        if sign in _PREPOSITIONS:
            found = noun_phrase(signs, place + 1)
            if found.end == place + 1:
                if signs[place + 1 : place + 2] not in ("D", "Q", "M", "#", "Y"):
                    return place
                made.lasting |= signs[place + 1] == "Y"
                found.end += 1
            last = made.phrases.setdefault(sign, found)
            if found.firm and not made.phrases[sign].firm:
                last = made.phrases[sign] = found
            place = found.end
        elif sign in "DYj":
            made.dated |= sign == "D"
            made.lasting |= sign == "Y"
            place += 1
        elif sign == "&":
            found = noun_phrase(signs, place + 1)
            if found.end == place + 1 or signs[found.end : found.end + 1] == "v":
                return place
            last.joined += found.joined
            place = found.end
        elif sign == "(" and ")" in signs[place : place + 12]:
            made.dated |= "D" in signs[place : signs.index(")", place)]
            place = signs.index(")", place) + 1
        elif sign == "," and (step := _past_comma(signs, place)):
            place = step
        else:
            return place
    return place


def _past_comma(signs: str, place: int) -> int:
    """Return where the clause goes on after a comma; 0 where it does not."""
    after = signs[place + 1 : place + 2]
    if after and after in _PREPOSITIONS | {"D"}:
        return place + 1
    portion = _PORTION.match(signs, place + 1)
    if portion is not None:
        return portion.end()
    aside = noun_phrase(signs, place + 1)
    if aside.end > place + 1 and signs[aside.end : aside.end + 1] == ",":
        return aside.end + 1
    return 0
