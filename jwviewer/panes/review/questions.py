"""What is asked in the review, and the answers that the article itself offers."""

from __future__ import annotations

from jwviewer.dossier.dates import DateError, describe_date, parse_date
from jwviewer.language import tr
from jwviewer.panes.review.prompt import Choice, Question
from jwviewer.panes.review.words import attribute_name, date_words, value_words
from jwviewer.queries.wording import kind_name
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.read_span import edtf_of
from jwviewer.reading.review import ENTITIES, Review
from jwviewer.reading.review_edits import KINDS, date_name, date_passages
from jwviewer.reading.review_entities import parts

MOST_DATES = 12
_COMPANY = ("companies", ("company",))
SUBJECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "figure": _COMPANY, "claim": _COMPANY, "technology": _COMPANY, "programme": _COMPANY,
    "event": ("participants", ("company",)), "award": ("participants", ("company",)),
    "role": ("organisation", ("company", "place")),
    "relation": ("subject", ("company", "person", "place", "technology", "programme")),
}  # fmt: skip
"""Which attribute of a fact tells whose it is, and which entities may stand there."""


def has_date(fact: Proposal) -> bool:
    """Tell whether a fact can be at a time; names cannot."""
    return fact.kind not in (*ENTITIES, "conversion") or bool(fact.value("event_type"))


def about_date(review: Review, key: str, *, period: bool) -> tuple[Question, str]:
    """Ask when something was; return the question and the attribute that it is about."""
    fact = review.items[key].fact
    name = "period" if period and date_name(fact.kind) == "period" else date_name(fact.kind)
    choices = {
        text: Choice(text, tr("{words}   “{passage}”", words=date_words(text), passage=_cut(
            " ".join(review.article.view[slice(*span)].split()))))
        for text, span in reversed(date_passages(review, key))
    }  # fmt: skip
    nearest = list(reversed(choices.values()))[:MOST_DATES]
    return (
        Question(
            attribute_name(name), tuple(nearest), fact.value(name), free=True,
            read=lambda text: _read_date(review, key, text),
        ),
        name,
    )  # fmt: skip


def about_subject(review: Review, key: str) -> tuple[Question, str]:
    """Ask whose fact it is; the companies of the article are offered, those nearest first."""
    fact = review.fact(key)
    name, kinds = SUBJECTS[fact.kind]
    here = fact.span[0]
    fitting = [
        one
        for one in review.order
        if review.items[one].fact.kind in kinds and review.decision(one) != "rejected"
        and one != key
    ]  # fmt: skip

    def distance(one: str) -> int:
        spans = review.fact(one).attributes["name"].spans or (review.items[one].fact.span,)
        return min(abs(span[0] - here) for span in spans)

    chosen = set(fact.values(name))
    fitting.sort(key=lambda one: (one not in chosen, distance(one)))
    choices = [
        Choice(one, ("✓ " if one in chosen else "") + value_words(review, one)) for one in fitting
    ]
    title = attribute_name(name)
    if name == "participants":
        title = tr("Add or drop a party")
    return Question(title, tuple(choices)), name


def about_merge(review: Review, key: str) -> Question:
    """Ask which entity this one is: first the one that is suggested, then the one before."""
    kind = review.items[key].fact.kind
    others = [k for k in review.order if review.items[k].fact.kind == kind and k != key
              and review.decision(k) != "rejected"]  # fmt: skip
    before = [k for k in others if review.order.index(k) < review.order.index(key)]
    first = [review.suggestion(key), *before[-1:]]
    ordered = dict.fromkeys(k for k in (*first, *others) if k)
    return Question(
        tr("The same as"), tuple(Choice(one, value_words(review, one)) for one in ordered)
    )


def about_split(review: Review, key: str) -> Question:
    """Ask which name is that of another one."""
    return Question(tr("Split off"), tuple(Choice(name, name) for name in parts(review, key)))


def about_kind(passage: str) -> Question:
    """Ask what a selected passage is."""
    choices = tuple(
        Choice(kind, f"{number}  {kind_name(kind)}") for number, kind in enumerate(KINDS, 1)
    )
    return Question(tr("“{passage}” is a", passage=_cut(passage)), choices)


def _read_date(review: Review, key: str, text: str) -> tuple[str, bool]:
    if not text:
        return tr("not stated"), True
    edtf = edtf_of(text)
    try:
        words = describe_date(parse_date(edtf))
    except DateError as error:
        return str(error), False
    if edtf != text:
        words = tr("{words} ({edtf})", words=words, edtf=edtf)
    if date_passages(review, key, edtf):
        return tr("{date}, stated in the article", date=words), True
    return tr("{date}, supplied by you", date=words), True


def _cut(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
