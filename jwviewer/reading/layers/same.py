"""Companies that are known to be one, under names that no rule would put together."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.aliases import base_form, form_words
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

Base = tuple[str, ...]


def same_names(lexicons: Lexicons) -> dict[Base, Base]:
    """Return each other name of a firm with the one that it is kept under, as base forms."""
    words = lexicons.once(form_words)
    pairs = lexicons.table("en/known", "same").items()
    return {base_form(one, words): base_form(str(kept), words) for one, kept in pairs}


@rule(
    "same.merge",
    examples=(
        (
            "Build Your Dreams Ltd signed. BYD sold it.",
            "company aliases=BYD; name=Build Your Dreams Ltd",
        ),
    ),
    counter_examples=("Voltessa Marine AB signed. BYD sold it.",),
)
def merge(draft: Draft) -> None:
    """Merge companies that a person, or the lexicon, has said to be one."""
    same = draft.lexicons.once(same_names)
    words = draft.lexicons.once(form_words)
    owners: dict[Base, str] = {}
    for one in draft.of_kind("company") if same else ():
        for name in (one.value("name"), *one.values("aliases")):
            owners.setdefault(base_form(name, words), one.id)
    for base, kept_base in same.items():
        one_id, kept_id = owners.get(base), owners.get(kept_base)
        if one_id is not None and kept_id is not None and one_id != kept_id:
            _merge(draft, draft.proposals[one_id], draft.proposals[kept_id])
            owners = {own: kept_id if held == one_id else held for own, held in owners.items()}


def _merge(draft: Draft, one: Proposal, kept: Proposal) -> None:
    names = (*kept.values("aliases"), one.value("name"), *one.values("aliases"))
    both = {*kept.attributes["name"].spans, *one.attributes["name"].spans}
    spans = tuple(sorted(both))
    mentions = (*kept.values("mentions"), *one.values("mentions"))
    for mention in mentions:
        if mention in draft.proposals:
            draft.change(mention, entity=Attribute(kept.id, "inferred", how="known"))
    for other in draft.of_kind("company"):
        if other.value("maybe_same") == one.id:
            draft.change(other.id, maybe_same=Attribute(kept.id, "inferred", how="group"))
    draft.drop(one.id)
    draft.change(
        kept.id,
        name=Attribute(kept.value("name"), spans=spans),
        aliases=Attribute(tuple(dict.fromkeys(names))),
        mentions=Attribute(mentions, spans=spans),
        maybe_same=Attribute("", "not_stated"),
    )


RULES = (merge,)
