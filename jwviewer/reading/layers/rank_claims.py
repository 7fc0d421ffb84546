"""Ranks told by the way: "Voltessa, France's second-largest brewer, signed …"."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.claim_labels import claim_label
from jwviewer.reading.mentions import Mentions, Subject, mentions_of
from jwviewer.reading.patterns import later, matches_near
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_RANK = later(
    r"(?:(?:an?|the|one of (?:the )?|(?:one of )?(?:the )?[A-Z][\w-]{1,24}"
    r"(?: [A-Z][\w-]{1,24})?['’]s?|"
    r"the (?:world|country|region|continent|state|nation|city|industry|market)['’]s) "
    r"(?:(?:second|third|fourth|fifth|sixth)-)?"
    r"(?:largest|biggest|oldest|leading|smallest|fastest-growing|last|only) "
    r"(?:[a-z][\w-]{0,24} ){0,3}[a-z][\w-]{1,24}"
    r"|number (?:one|two|three|four|five) (?:in|for) [\w'’ -]{3,40}?)"
    r"(?: (?:of|for|in) (?:[\w'’-]{1,24} ){0,4}?[\w'’-]{1,24})?(?=,| \(|\n|[.;] )"
)
_NEAR = (
    "largest",
    "biggest",
    "oldest",
    "leading",
    "smallest",
    "fastest-",
    "last ",
    "only ",
    "number ",
)
_BETWEEN = later(r"(?:[\"”’]?\)| \([^()\n]{1,40}\))?, ")
_THEN = later(r", (?:the )?")


@rule(
    "claims.rank",
    examples=(
        (
            "It was sold to Kerning AG by Voltessa AB, number two in the Baltic market, for €2m.",
            "claim claim_kind=superlative; companies=Voltessa AB; mode=narration",
        ),
    ),
    counter_examples=("Voltessa AB signed its largest contract, the largest of the year.",),
)
def ranks(draft: Draft) -> None:
    """Add the rank that stands beside a company's name where no claim tells it."""
    mentions = mentions_of(draft)
    for match in matches_near(_RANK, draft.article.view, _NEAR):
        firm = _firm(mentions, match.span())
        if firm is None or any(True for _ in _told(draft, match.span())):
            continue
        subject = Subject((firm[0],), (firm[1],))
        label = claim_label(draft, match.group(), "superlative", subject)
        draft.add(
            "claim",
            match.span(),
            {
                "claim_kind": Attribute("superlative", spans=(match.span(),)),
                "mode": Attribute("narration"),
                "asserter": Attribute("", "not_stated"),
                "companies": subject.attribute(),
                "label": Attribute(label, "inferred", (match.span(),), "label"),
            },
            rule="claims.rank",
            confidence=0.7,
            claim=False,
        )


def _firm(mentions: Mentions, span: Span) -> tuple[str, Span] | None:
    """Return the company right before or after a rank, with a comma between."""
    for one in reversed(mentions.within(max(0, span[0] - 70), span[0], "company")):
        if _BETWEEN.fullmatch(mentions.view, one.end, span[0]):
            return one.entity, one.span
        break
    after = _THEN.match(mentions.view, span[1])
    for one in mentions.within(span[1], span[1] + 8, "company") if after is not None else ():
        if one.start == after.end():  # type: ignore[union-attr]
            return one.entity, one.span
    return None


def _told(draft: Draft, span: Span) -> list[str]:
    """Return the claims that share characters with a passage."""
    sentence = draft.sentence(span[0])
    return [
        one.id
        for one in draft.within((sentence.start, sentence.end + 2), "claim")
        if one.span[0] < span[1] and span[0] < one.span[1]
    ]


RULES = (ranks,)
