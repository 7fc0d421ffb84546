"""Products and technologies, as suggestions only: models by name, fields of work by list."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import Mentions, mentions_of
from jwviewer.reading.name_index import names_of
from jwviewer.reading.patterns import around, later, matches_within
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_FIELDS = later(
    r"\b(?:cooperation|cooperate|collaborate|collaboration|partnership|work together|businesses) "
    r"(?:in|on|such as) (?:the (?:fields?|areas?) of )?(?P<list>[a-z][^.;:()]{8,200}?)"
    r"(?=,? and other|, integrate|\.|;|, (?:which|while|to|the)\b| and (?:establish|carry|build|"
    r"jointly|will)\b)"
)
_SUCH = later(
    r"\b(?:with advanced|such as|specialising in|specializing in|"
    r"including) (?P<list>[a-z][a-z -]{4,40}(?:, [a-z][a-z -]{4,40}){0,4}"
    r" and [a-z][a-z -]{4,40}?)(?=[.,;]| with | for | in )"
)
_UNIT = later(r"(?P<name>[a-z][a-z-]{3,16}(?: [a-z][a-z-]{3,16}){1,4}) \((?P<short>[A-Z]{2,6})\)")
_SHORT = later(r"\([A-Z]{2,6}\)")
_SPLIT = later(r", and |, | and ")
_BARE = later(
    r"^(?:the|a|an|its|their|other|new|sales|service|services|r&d|manufacturing|marketing)\Z"
)


@rule(
    "products.models",
    examples=(("It fits the heavy truck K7 well.", "technology entity_kind=product; name=K7"),),
    counter_examples=("It fits well.",),
)
def models(draft: Draft) -> None:
    """Suggest model names as products."""
    names = names_of(draft)
    mentions = mentions_of(draft)
    held: dict[str, list[Span]] = {}
    for name in names.all:
        if names.kind(name) == "product":
            held.setdefault(name.value("name"), []).append(name.span)
    for text, spans in held.items():
        _suggest(draft, mentions, text, tuple(spans), "product", "products.models")


@rule(
    "products.fields",
    examples=(
        (
            "They will deepen cooperation in new drives, energy storage and other fields.",
            "technology name=New drives | technology name=Energy storage",
        ),
    ),
    counter_examples=("They will deepen cooperation.",),
)
def fields(draft: Draft) -> None:
    """Suggest the fields of cooperation that a list names."""
    view = draft.article.view
    mentions = mentions_of(draft)
    seen: set[str] = set()
    for pattern in (_FIELDS, _SUCH):
        for match in pattern.finditer(view):
            at = match.start("list")
            for part in _SPLIT.split(match["list"]):
                start = view.find(part, at)
                at = start + len(part)
                words = part.split()
                if not 1 <= len(words) <= 5 or _BARE.match(part) or part.casefold() in seen:
                    continue
                seen.add(part.casefold())
                _suggest(
                    draft,
                    mentions,
                    part,
                    ((start, start + len(part)),),
                    "technology",
                    "products.fields",
                )
    for match in matches_within(_UNIT, view, around(_SHORT, view, 100, 0)):
        words = match["name"].split()[-len(match["short"]) :]
        text = " ".join(words)
        spelled = "".join(word[0] for word in words).upper() == match["short"]
        if spelled and text.casefold() not in seen:
            seen.add(text.casefold())
            start = match.end("name") - len(text)
            _suggest(
                draft, mentions, text, ((start, match.end()),), "technology", "products.fields"
            )


def _suggest(
    draft: Draft, mentions: Mentions, text: str, spans: tuple[Span, ...], kind: str, made_by: str
) -> None:
    subject = mentions.subject_of(draft.sentence(spans[0][0]))
    draft.add(
        "technology",
        spans[0],
        {
            "name": Attribute(text[:1].upper() + text[1:], spans=spans),
            "entity_kind": Attribute(kind, "inferred", how="form"),
            "companies": subject.attribute() if subject.entities else Attribute((), "not_stated"),
        },
        rule=made_by,
        confidence=0.35,
        claim=False,
    )


RULES = (models, fields)
