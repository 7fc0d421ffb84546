"""Which entities are one, which are two, and facts that a person adds."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from jwviewer.language import tr
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.read_span import fact_in
from jwviewer.reading.review import ENTITIES, Item, Review, mention_spans
from jwviewer.reading.review_edits import REVIEWER, CorrectionRefused, attributes_of, words_at


def merge(review: Review, key: str, kept: str) -> Review:
    """Say that an entity is another one; its names become names of that."""
    kept = review.resolved(kept)
    fact, other = review.items[key].fact, review.items[kept].fact
    if key == kept or fact.kind not in ENTITIES or other.kind != fact.kind:
        raise CorrectionRefused(tr("only two of a kind, such as two companies, can be one"))
    decision = review.items[kept].decision
    if review.items[key].decision == "accepted":
        decision = "accepted"
    return review.with_items({
        key: replace(review.items[key], into=kept),
        kept: replace(review.items[kept], decision=decision),
    })  # fmt: skip


def split(review: Review, key: str, name: str) -> Review:
    """Take a name away from an entity: it is one of its own again, and not decided."""
    for other in review.merged.get(key, ()):
        fact = review.items[other].fact
        if name in (fact.value("name"), *fact.values("aliases")):
            return review.with_items(
                {other: replace(review.items[other], into="", decision="pending")}
            )
    item = review.items[key]
    fact = item.fact
    text = review.article.view
    spans = tuple(s for s in mention_spans(review, key) if text[slice(*s)] == name)
    if name not in fact.values("aliases") or not spans:
        raise CorrectionRefused(tr("{name} stands nowhere by itself", name=name))
    rest = tuple(s for s in fact.attributes["name"].spans if s not in spans)
    kept = {
        **fact.attributes,
        "name": structs.replace(fact.attributes["name"], spans=rest),
        "aliases": Attribute(tuple(one for one in fact.values("aliases") if one != name)),
    }
    span = fact.span if fact.span in rest or not rest else rest[0]
    made = structs.replace(
        fact, id=new_key(review), span=spans[0],
        attributes={"name": Attribute(name, spans=spans)},
    )  # fmt: skip
    changed = tuple(dict.fromkeys((*item.changed, "aliases")))
    return review.with_items({
        key: replace(item, fact=structs.replace(fact, span=span, attributes=kept), changed=changed),
        made.id: Item(made, changed=("name",), added=True),
    })  # fmt: skip


def parts(review: Review, key: str) -> tuple[str, ...]:
    """Return the names under which an entity can be split."""
    return review.fact(key).values("aliases") if review.items[key].fact.kind in ENTITIES else ()


def new_fact(review: Review, span: Span, kind: str) -> tuple[Review, str]:
    """Add a fact of a kind at a passage that the person has chosen; return it and its id.

    Its attributes are what the rules read there, as far as they do.
    """
    entities = [review.fact(key) for key in review.order if review.items[key].fact.kind in ENTITIES]
    key = new_key(review)
    named = [one for one in entities if "name" in one.attributes]
    found = fact_in(review.article, span, kind, named)
    blank = Proposal(key, "", span, {"name": Attribute(words_at(review, span), spans=(span,))})
    made = Proposal(
        key, kind, span,
        found.attributes if found is not None else attributes_of(review, blank, kind),
        found.rule if found is not None else REVIEWER, 1.0,
    )  # fmt: skip
    if kind in ENTITIES:
        name = Attribute(words_at(review, span), spans=(span,))
        made = structs.replace(made, attributes={**made.attributes, "name": name})
    return review.with_items({key: Item(made, changed=("span",), added=True)}), key


def new_key(review: Review) -> str:
    """Return an id for a fact that the person adds."""
    return f"added-{sum(item.added for item in review.items.values()) + 1}"
