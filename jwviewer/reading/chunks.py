"""The words of a sentence in classes, one sign each, so that patterns can speak of clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Mentions
from jwviewer.reading.patterns import later

_TOKEN = later(r"['’]s?(?![\w])|[^\W\d_]+(?:[-'’./&][^\W_]+)*|\d(?:[\d.,:/-]*\d)?|[^\w\s]")
_SMALL = {
    word: sign
    for sign, words in {
        "o": "of",
        "b": "by",
        "t": "to",
        "f": "from",
        "w": "with alongside",
        "i": "in into",
        "n": "on at over onto",
        "r": "for",
        "u": "under",
        "e": "between among",
        "a": "as",
        "&": "and or",
        "W": "which that who whom whose",
        "I": "it itself",
        "B": "they them both",
        "P": "we us he she i you",
        "d": "the a an its their his her our this these those another each one",
        "#": "two three four five six seven eight nine ten",
        "j": "jointly together",
        "z": (
            "after before since until while when where because although though but than if "
            "whether unless through during via within against about despite without so once"
        ),
        "!": "not never",
    }.items()
    for word in words.split()
}
"""The signs of small words."""
_JOINT = later(
    r"[ -](?:[a-z-]{3,16} ){0,2}"
    r"(?:agency|company|firm|subsidiary|business|entity|enterprise|undertaking)\b"
)
_RATIO = later(r"\d[:/]\d{1,2} \Z")
_NEAR = frozenset({"last", "this", "early", "late", "mid"})


_NO_ADVERBS = frozenset(
    (
        "supply", "family", "assembly", "monopoly", "reply", "apply", "anomaly", "comply",
        "rely", "ally", "rally", "tally", "imply", "multiply", "subassembly", "jelly", "belly",
    )
)  # fmt: skip


def is_adverb(word: str) -> bool:
    """Tell whether a word in small letters is an adverb by its end."""
    return word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS


class Words(NamedTuple):
    """The signs of a sentence's words, and where each word begins and ends in the view.

    C company, H person, L place, D date, Y duration, M money, Q share, # number, S stake,
    A site or business, F firm, J joint venture, N deal, R right, d determiner, x and X other
    words, v finite verb, I it, B they, P other pronoun, W which, & and; small letters are
    prepositions.
    """

    signs: str
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True)
class WordClasses:
    """The classes of single words, and of phrases by their first word."""

    single: dict[str, str]
    phrases: dict[str, list[tuple[str, str]]]


def word_classes(lexicons: Lexicons) -> WordClasses:
    """Gather the words of the classes; a word of several is of the one that is named last here."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    listed = lexicons.table("en/frames", "classes")
    nouns = lexicons.table("en/frames", "nouns")
    deals = [noun for some in nouns.values() for noun in some]
    for sign, words in (
        ("v", listed["finite"]), ("N", deals), ("F", listed["firm"]), ("A", listed["site"]),
        ("S", listed["stake"]), ("R", listed["right"]), ("J", listed["venture"]),
        ("B", listed["both"]),
    ):  # fmt: skip
        for word in words:
            first, _, rest = word.casefold().partition(" ")
            if rest:
                phrases.setdefault(first, []).append((f" {rest}", sign))
            else:
                single[first] = sign
    for some in phrases.values():
        some.sort(key=lambda one: -len(one[0]))
    return WordClasses(single | _SMALL, phrases)


class Chunker:
    """Tells the words of an article's sentences apart."""

    def __init__(self, draft: Draft, mentions: Mentions) -> None:
        self._draft, self._mentions = draft, mentions
        self._view = draft.article.view
        self._known = draft.lexicons.once(word_classes)
        self._signs: dict[str, str] = {}
        self._made: dict[int, Words] = {}

    def words(self, sentence: Sentence) -> Words:
        """Return the words of a sentence; adverbs in -ly are left out."""
        made = self._made.get(sentence.number)
        if made is not None:
            return made
        view = self._view
        spans = self._spans(sentence)
        signs: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        behind = sentence.start
        for token in _TOKEN.finditer(view, sentence.start, sentence.end):
            start, end = token.span()
            if start < behind:
                continue
            held = spans.get(start)
            if held is not None:
                end, sign = held
            else:
                word = token.group()
                known = self._signs.get(word)
                sign, end = self._sign(word, end) if known is None else (known, end)
                if not sign:
                    continue
                if (
                    sign == "F"
                    and signs[-1:] in (["#"], ["Q"])
                    and _RATIO.search(view, start - 7, start)
                ):
                    sign = "J"
            behind = end
            if sign == "D" and starts and view[starts[-1] : ends[-1]].casefold() in _NEAR:
                start = starts.pop()
                del signs[-1], ends[-1]
            signs.append(sign)
            starts.append(start)
            ends.append(end)
        made = self._made[sentence.number] = Words("".join(signs).replace("Qo", "So"), starts, ends)
        return made

    def _sign(self, word: str, end: int) -> tuple[str, int]:
        """Return the sign of a word, or of a phrase that begins with it, and where that ends."""
        low = word.lower()
        phrases = self._known.phrases.get(low)
        for rest, sign in phrases or ():
            if self._view[end : end + len(rest)].casefold() == rest:
                return sign, end + len(rest)
        if low == "joint" and (joint := _JOINT.match(self._view, end)) is not None:
            return "J", joint.end()
        made = _alone(word, low, self._known.single)
        if phrases is None:
            self._signs[word] = made
        return made, end

    def _spans(self, sentence: Sentence) -> dict[int, tuple[int, str]]:
        """Return where names, dates and figures begin and end."""
        made: dict[int, tuple[int, str]] = {}
        for figure in self._draft.within(sentence.span, "figure"):
            sign = "M" if figure.value("currency") or figure.value("unit") == "?" else "#"
            sign = {"%": "Q", "share": "S"}.get(figure.value("unit"), sign)
            made[figure.span[0]] = figure.span[1], sign
        for lasting in self._draft.within(sentence.span, "_duration"):
            made[lasting.span[0]] = lasting.span[1], "Y"
        for date in self._draft.within(sentence.span, "_date"):
            made[date.span[0]] = date.span[1], "D"
        kinds = {"company": "C", "person": "H", "place": "L"}
        for one in self._mentions.within(sentence.start, sentence.end):
            made[one.start] = one.end, kinds[one.kind]
        return made


def _alone(word: str, low: str, single: dict[str, str]) -> str:
    """Return the sign of a word that no phrase begins with; empty for an adverb in -ly."""
    known = single.get(low)
    if known is not None:
        return known
    if not word[0].isalnum():
        return "'" if word[0] in "'’" else word[0]
    if word[0].isdigit():
        return "#"
    if is_adverb(low) and word[0].islower():
        return ""
    return "X" if word[0].isupper() else "x"


def chunker_of(draft: Draft, mentions: Mentions) -> Chunker:
    """Return the chunker of an article, made anew when there are other mentions."""
    held = draft.shared.get("chunker")
    if held is None or held[0] is not mentions:
        held = draft.shared["chunker"] = mentions, Chunker(draft, mentions)
    made: Chunker = held[1]
    return made
