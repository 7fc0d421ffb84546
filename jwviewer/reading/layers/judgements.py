"""Voices without "said that": who calls, blames or hopes, and "…, admits Brolin"."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.speakers import Speakers, voice_words
from jwviewer.reading.layers.speech_subjects import subject_before
from jwviewer.reading.patterns import later, matches_near
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_JUDGES = later(
    r"(?<![\w-])(?P<verb>calls|called|blames|blamed|attributes|attributed|credits|credited|"
    r"describes|"
    r"described|dismisses|dismissed|hails|hailed|labels|labelled|likens|likened|doubts|doubted|"
    r"puts? (?:it|this|that|them) down to|puts?(?= [^.;]{3,70} at [^a-z]?(?:\d|about|around|"
    r"roughly|nearly|between|more than|less than|up to|over))|sees|regards|considers|"
    r"rates|praises|praised|criticises|criticised|spoke of|speaks of|worries about|hopes|hoped|"
    r"expects|wants|vows|gives|promises|(?:has |have )?(?:promised|pledged|vowed)|undertook|"
    r"reckons (?:with|on)|intends|forecasts)(?![\w-])"
)
_WORDS = (
    "all", "blame", "attribut", "credit", "describe", "dismiss", "hail", "label", "liken", "doubt",
    "puts ", "put ", "sees", "regard", "consider", "rates", "prais", "criticis", "sp", "worries",
    "hope", "expects", "wants", "vow", "promise", "pledged", "undertook", "reckons ", "intends",
    "forecasts",
)  # fmt: skip
_PERSONAL = frozenset(
    """
    hopes hoped expects wants vows sees gives rates promises promised pledged vowed intends reckons
    """.split()  # noqa: SIM905 - a list of words is read as prose
)
"""What companies wish is told by the article; what a person wishes is that person's word."""
_OFFICE = later(r"(?:[\w'’&.-]+,? ){0,7}")
_CLAUSE = later(r"; |, (?:and|but|while|which|who|adding)\b|\. |\.\Z|\.\n")


@rule(
    "voices.judged",
    examples=(
        ("Eva Lund called the yard a jewel.", "_voice asserter=Eva Lund; mode=reported"),
        ("Eva Lund hopes to open by May.", "_voice asserter=Eva Lund; mode=reported"),
    ),
    counter_examples=("The yard is called a jewel.", "They call it a jewel."),
)
def judged(draft: Draft) -> None:
    """Take what somebody calls, blames or hopes for that one's statement."""
    speakers = Speakers(draft)
    for match in matches_near(_JUDGES, draft.article.view, _WORDS):
        sentence = draft.article.sentence(match.start())
        if list(draft.at(match.start(), "_voice")):
            continue
        found = subject_before(speakers, sentence, match.start())
        if found is None:
            continue
        who = draft.proposals.get(found[0])
        if who is None or (_PERSONAL.intersection(match["verb"].split()) and who.kind != "person"):
            continue
        end = _CLAUSE.search(draft.article.view, match.end(), sentence.end)
        span = match.start(), end.start() if end is not None else sentence.end
        if span[1] - match.end() > 8:
            _add(draft, span, found[0], found[1], "voices.judged")


@rule(
    "voices.inverted",
    examples=(("A cracked block was to blame, admits Eva Lund.", "_voice asserter=Eva Lund"),),
    counter_examples=("It was signed, and Eva Lund left.",),
)
def inverted(draft: Draft) -> None:
    """Find who is named after the words: "…, admits Eva Lund"."""
    speakers = Speakers(draft)
    view = draft.article.view
    for match in draft.lexicons.once(voice_words).inverted.finditer(view):
        sentence = draft.article.sentence(match.start())
        before = view[sentence.start : match.start()]
        if len(before) < 12 or re.search(r"[\"“”]", before):
            continue
        found = _named(speakers, match)
        if found is None or list(draft.at(match.start() - 2, "_voice")):
            continue
        begin = sentence.start + max(before.rfind("; "), -2) + 2 if "; " in before else 0
        span = max(sentence.start, begin), match.start()
        _add(draft, span, found[0], (match.start("verb"), found[1][1]), "voices.inverted")


def _named(speakers: Speakers, match: re.Match[str]) -> tuple[str, Span] | None:
    """Return who stands right after the verb, with no more than an office between."""
    view = speakers.view
    found = speakers.named(match.end(), match.end() + 70)
    if found and found[0].start == match.end() and view[found[0].end : found[0].end + 1] in ".,;:":
        return found[0].entity, found[0].span
    for one in found[:2]:
        if one.kind == "person" and _OFFICE.fullmatch(view, match.end(), one.start):
            return one.entity, one.span
    called = speakers.called_from(match.end("verb") + 1)
    return called if called and view[called[1][1]] in ".,;:" else None


def _add(draft: Draft, span: Span, who: str, named: Span, rule_id: str) -> None:
    draft.add(
        "_voice",
        span,
        {"mode": Attribute("reported"), "asserter": Attribute(who, "stated", (named,))},
        rule=rule_id,
        confidence=0.75,
        claim=False,
    )


RULES = (judged, inverted)
