"""Claims in Chinese: what is valued, promised, ranked or described, clause by clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.claim_worth import sure
from jwviewer.reading.layers.zh.claim_worth import Comma, Statement, chance, parts
from jwviewer.reading.layers.zh.mentions import LOOK, ZhMentions, mentions_of
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

KINDS = ("intent", "first", "superlative", "outcome", "activity", "quality")
_SPLIT = later(r"[，；;：:。！？!?\n]|,(?!\d)")
_MARK = later(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)、.]){1,2}[ ]?")
_STOPS = "，,；;：:。！？!?”’ 　\n"
_OPENINGS = ' 　“”‘’"（(，,、'
_QUOTES = "“” "
_SHORTEST = 4
_LEAD = later(r"(?:但是?|而且?|并且|同时|此外|因此|所以|不过|然而)(?=[一-鿿]{4})")


class KindWords:
    """A pattern of each kind."""

    def __init__(self, lexicons: Lexicons) -> None:
        kinds = lexicons.table("zh/voices", "kinds")
        self.patterns = {kind: later("|".join(kinds[kind])) for kind in KINDS}

    def kind(self, text: str) -> str:
        """Return the kind of claim that a statement is; empty if no word tells it."""
        return next((kind for kind in KINDS if self.patterns[kind].search(text)), "")


def kind_words(lexicons: Lexicons) -> KindWords:
    """Gather the words that tell the kinds of claims."""
    return KindWords(lexicons)


@rule(
    "zh-claims.read",
    examples=(
        (
            "中联轨道总裁黄维翰介绍，公司是全球领先的轨道交通装备供应商之一。",
            "claim asserter=黄维翰; claim_kind=superlative; mode=reported",
        ),
        (
            "东麓汽车集团签约。公司认为，本次合作有利于巩固领先地位，有助于提升盈利能力。",
            "claim asserter=东麓汽车集团; mode=reported |"
            " claim asserter=东麓汽车集团; claim_kind=quality",
        ),
        ("合资公司将在襄阳建设动力电池生产基地。", "claim claim_kind=intent; mode=narration"),
        (
            "总裁黄维翰说：“我们必须提前布局。”",
            "claim asserter=黄维翰; claim_kind=intent; mode=quote",
        ),
        ("意向书不具法律约束力。", "claim claim_kind=quality"),
        (
            "业内人士认为，此次合作“将改变东南市场的竞争格局”。",
            "claim claim_kind=intent; mode=quote-unnamed",
        ),
    ),
    counter_examples=(
        "2020年，公司收入5亿元。",
        "董事长陆怀远出席了签约仪式。",
        "敬请广大投资者注意投资风险。",
    ),
    language="zh",
)
def claims(draft: Draft) -> None:
    """Add the claims of every sentence."""
    mentions = mentions_of(draft)
    for span, sentence, voice, statement in weighed(draft):
        if likely := chance(statement):
            _add(draft, mentions, sentence, span, voice, statement, likely)


Weighed = tuple[Span, Sentence, Proposal | None, Statement]
"""Where a statement stands, the voice that makes it, and what is known of it."""


def weighed(draft: Draft) -> Iterator[Weighed]:
    """Yield every statement that could be a claim."""
    known = draft.lexicons.once(kind_words)
    heads = sorted(one.attributes["event_type"].spans[0] for one in draft.of_kind("event", "award"))
    for sentence, span, voice in spoken(draft):
        for piece in _pieces(draft.article.view, *span, quoted=is_quoted(voice)):
            if piece[1] - piece[0] >= _SHORTEST:
                yield piece, sentence, voice, _statement(draft, known, piece, voice, heads)


def spoken(draft: Draft) -> Iterator[tuple[Sentence, Span, Proposal | None]]:
    """Yield the stretches of sentences that one voice speaks."""
    view = draft.article.view
    voices = draft.of_kind("_voice")
    number = 0
    for sentence in draft.article.sentences:
        while number < len(voices) and voices[number].span[1] <= sentence.start - 900:
            number += 1
        near = [
            one
            for one in voices[number : number + 40]
            if one.span[0] < sentence.end and one.span[1] > sentence.start
        ]
        if view[sentence.end - 1] in "。！？；”）.!?" or near:
            for span, voice in _stretches(view, sentence, near):
                yield sentence, span, voice


def is_quoted(voice: Proposal | None) -> bool:
    """Tell whether a voice speaks in its own words."""
    return voice is not None and voice.value("mode").startswith("quote")


def _stretches(
    view: str, sentence: Sentence, voices: list[Proposal]
) -> Iterator[tuple[Span, Proposal | None]]:
    """Yield the parts of a sentence that one voice speaks, without what says who speaks."""
    borders = {sentence.start, sentence.end}
    silent: list[Span] = []
    for one in voices:
        borders.update(at for at in one.span if sentence.start < at < sentence.end)
        for told in one.attributes["mode"].spans:
            borders.update(at for at in told if sentence.start < at < sentence.end)
            silent.append(told)
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        if any(a <= start and end <= b for a, b in silent):
            quotes = [
                one
                for one in voices
                if one.value("mode").startswith("quote") and one.span[0] <= start < one.span[1]
            ]
            if not quotes:
                continue
        around = [one for one in voices if one.span[0] <= start and end <= one.span[1]]
        around.sort(key=lambda one: (one.value("mode").startswith("quote"), one.span[0]))
        if around or not _is_lead(view, end, voices):
            yield (start, end), around[-1] if around else None


def _is_lead(view: str, end: int, voices: list[Proposal]) -> bool:
    """Tell whether a stretch only leads to a quotation, such as 他说."""
    return any(
        one.value("mode") == "quote"
        and 0 <= one.span[0] - end <= 2
        and view[end - 1 : end] in "：:，“"
        for one in voices
    )


def commas(view: str, start: int, end: int, *, quoted: bool) -> Iterator[tuple[int, Comma]]:
    """Yield where the commas of a stretch stand, each with what stands around it."""
    marks = [mark.start() for mark in _SPLIT.finditer(view, start, end)]
    begin = start
    for number, (at, stop) in enumerate(pairwise([*marks, end])):
        left, right = view[begin:at].strip(_QUOTES), view[at + 1 : stop].strip(_QUOTES)
        if view[at] == "，" and left and right:
            yield at, Comma(left, right, quoted, number, len(marks))
        begin = at + 1


def _pieces(view: str, start: int, end: int, *, quoted: bool) -> Iterator[Span]:
    """Yield the statements of a stretch: its clauses, but those that no comma parts."""
    joined = {at for at, comma in commas(view, start, end, quoted=quoted) if not parts(comma)}
    marks = [mark for mark in _SPLIT.finditer(view, start, end) if mark.start() not in joined]
    for first, last in pairwise([start, *(mark.end() for mark in marks), end]):
        last = first + len(view[first:last].rstrip(_STOPS))
        while first < last and view[first] in _OPENINGS:
            first += 1
        mark = _MARK.match(view, first, last)
        first = mark.end() if mark else first
        lead = _LEAD.match(view, first, last)
        yield lead.end() if lead else first, last


def _statement(
    draft: Draft, known: KindWords, span: Span, voice: Proposal | None, heads: list[Span]
) -> Statement:
    view = draft.article.view
    mentions = mentions_of(draft)
    text = view[slice(*span)]
    teller = voice.value("asserter") if voice is not None else ""
    near = bisect_left(heads, (span[0], 0))
    figures = draft.within(span, "figure", "_target")
    held = [one.kind for one in mentions.within(*span)]
    return Statement(
        text=text,
        before=view[span[0] - 1 : span[0]],
        after=view[span[1] : span[1] + 1],
        mode=voice.value("mode") if voice is not None else "narration",
        voice=voice.rule if voice is not None else "",
        teller=draft.proposals[teller].kind if teller in draft.proposals else "",
        kind=known.kind(_undated(draft, span)),
        told=any(end <= span[1] for _, end in heads[near : near + 4]),
        counted=any(one.rule != "zh-durations.counted" for one in figures),
        figures=len(figures),
        dates=len(draft.within(span, "_date")),
        companies=held.count("company"),
        people=held.count("person"),
        places=held.count("place"),
    )


def _add(
    draft: Draft,
    mentions: ZhMentions,
    sentence: Sentence,
    span: Span,
    voice: Proposal | None,
    statement: Statement,
    likely: float,
) -> None:
    subject = _subject(mentions, sentence, span)
    asserter = voice.attributes["asserter"] if voice is not None else Attribute("", "not_stated")
    draft.add(
        "claim",
        span,
        {
            "claim_kind": Attribute(statement.kind or "quality", spans=(span,)),
            "mode": Attribute(
                statement.mode, spans=voice.attributes["mode"].spans if voice else ()
            ),
            "asserter": asserter,
            "companies": subject.attribute() if subject.entities else Attribute((), "not_stated"),
            "label": Attribute(statement.text[:24], "inferred", (span,), "label"),
        },
        rule="zh-claims.read",
        confidence=sure(likely, voice),
        claim=False,
    )


def _undated(draft: Draft, span: Span) -> str:
    """Return the words of a statement without its dates, in which 前三季度 is no rank."""
    text, start = draft.article.view, span[0]
    parts = []
    for dated in draft.within(span, "_date"):
        parts.append(text[start : dated.span[0]])
        start = max(start, dated.span[1])
    return "".join([*parts, text[start : span[1]]]).strip("，,、 ")


def _subject(mentions: ZhMentions, sentence: Sentence, span: Span) -> Subject:
    found = mentions.subject_within(*span)
    if found.entities:
        return found
    earlier = mentions.subject_within(max(sentence.start, span[0] - LOOK), span[0])
    if earlier.entities:
        return Subject(earlier.entities, earlier.spans, "inferred", "same-sentence")
    whole = mentions.subject_of(sentence)
    if whole.entities and whole.basis == "stated":
        return Subject(whole.entities, whole.spans, "inferred", "same-sentence")
    return whole


RULES = (claims,)
