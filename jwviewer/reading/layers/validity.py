"""When a claim, a tie between names or an office holds: the date in its words or after them."""

from __future__ import annotations

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_RIGHT_AFTER = later(r"[,)]?[ ]{0,2}\(?")
_NOT = ("dateline", "relative")
_NO_ROLE = spaced(r"\b(?:is|was) (?:not|never) (?!(?:[^.;]{0,90} )?(?:is|was|are|were)\b)")
_NO_TIE = spaced(
    r"\b(?:is|are|was|were) (?:not|never|no longer) (?!(?:[^.;]{0,90} )?(?:is|was|are|were)\b)"
)


def _period(date: Proposal) -> Attribute:
    held = date.attributes["date"]
    return Attribute(held.value, held.basis, (date.span,), held.how)


@rule(
    "claims.period",
    examples=(
        (
            "Voltessa AB will open a yard in spring 2024.",
            "claim claim_kind=intent; period=2024-21",
        ),
    ),
    counter_examples=("Voltessa AB will open a yard.",),
)
def claims(draft: Draft) -> None:
    """Give a claim the first date that its own words name."""
    for claim in draft.of_kind("claim"):
        for date in draft.within(claim.span, "_date"):
            if date.value("date") and date.value("sense") not in _NOT:
                draft.change(claim.id, period=_period(date))
                break


@rule(
    "relations.period",
    examples=(
        (
            "Voltessa AB, owned by Kerning Group since 2013, grew.",
            "relation object=Voltessa AB; period=2013/..; relation=owns; subject=Kerning Group",
        ),
    ),
    counter_examples=("Voltessa AB, owned by Kerning Group, grew in 2013.",),
)
def relations(draft: Draft) -> None:
    """Give an owner, a seat or an office the date that stands right behind it: "since 2013"."""
    view = draft.article.view
    for one in draft.of_kind("relation", "role"):
        date = next(iter(draft.within((one.span[1], one.span[1] + 24), "_date")), None)
        if date is None or not date.value("date") or date.value("sense") in _NOT:
            continue
        lasting = one.kind == "relation" or date.value("sense") in ("since", "until", "between")
        if lasting and _RIGHT_AFTER.fullmatch(view, one.span[1], date.span[0]):
            draft.change(one.id, period=_period(date))


@rule(
    "relations.denied",
    examples=(
        ("Eva Lund is not the chairman of Voltessa AB.", "_undone role=Chairman"),
        ("Voltessa AB is not headquartered in Turku.", "_undone relation=seated-in"),
    ),
    counter_examples=("Voltessa AB is based in Turku.", "Eva Lund is chairman of Voltessa AB."),
)
def denied(draft: Draft) -> None:
    """Take back offices and ties that are denied; an office no longer held was one."""
    for one in draft.of_kind("role", "relation"):
        pattern = _NO_ROLE if one.kind == "role" else _NO_TIE
        if not one.rule.startswith("zh-") and pattern.search(draft.article.view, *one.span):
            draft.put(replace(one, kind="_undone"))


RULES = (claims, relations, denied)
