"""Programmes and projects that have a name, and for how long they have run."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import Mentions, mentions_of
from jwviewer.reading.name_index import names_of
from jwviewer.reading.patterns import later, matches_near
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_PROJECT = later(
    r"\b(?P<name>(?=[\w-]{0,13}\d)[A-Z0-9][\w-]{1,12}(?: [a-z][a-z-]{2,14}){1,4} "
    r"(?:project|programme|program))\b"
)
_WINNER = later(
    r"(?<![\w-])(?P<name>[a-z][\w-]{2,20}(?: [\w-]{2,20}){1,7} project"
    r"(?: of (?:the )?[\w-]{2,20}(?: [\w-]{2,20}){0,5}?)?)"
    r" (?:won|received|was awarded)\b"
)
_OF = later(r" (?:of|under|within|in) (?:the )?")


@rule(
    "programmes.named",
    examples=(
        (
            "The 7DX gear box project of the National 512 Program runs.",
            "programme name=7DX gear box project | programme name=National 512 Program",
        ),
    ),
    counter_examples=("The project runs in Kiel.",),
)
def named(draft: Draft) -> None:
    """Add programmes with a name of their own, and projects named after a model."""
    names = names_of(draft)
    view = draft.article.view
    mentions = mentions_of(draft)
    held: dict[str, list[Proposal]] = {}
    for name in names.all:
        if names.kind(name) == "programme":
            held.setdefault(name.value("name"), []).append(name)
    made: dict[int, str] = {}
    for text, mine in held.items():
        one = _add(draft, text, tuple(name.span for name in mine))
        for name in mine:
            made[name.span[0]] = one.id
            draft.change(name.id, entity=Attribute(one.id, "inferred", how="name"))
    for match in (
        *matches_near(_PROJECT, view, ("project", "program")),
        *matches_near(_WINNER, view, ("project",)),
    ):
        project = _add(draft, match["name"], (match.span("name"),))
        _run(draft, mentions, project, match.span("name"))
        of = _OF.match(view, match.end("name"))
        if of is not None and of.end() in made:
            draft.add(
                "relation",
                (match.start("name"), draft.proposals[made[of.end()]].span[1]),
                {
                    "subject": Attribute(project.id, spans=(match.span("name"),)),
                    "relation": Attribute("part-of", spans=(of.span(),)),
                    "object": Attribute(
                        made[of.end()],
                        spans=draft.proposals[made[of.end()]].attributes["name"].spans[:1],
                    ),
                },
                rule="programmes.named",
                confidence=0.8,
                claim=False,
            )


def _add(draft: Draft, text: str, spans: tuple[Span, ...]) -> Proposal:
    return draft.add(
        "programme",
        spans[0],
        {
            "name": Attribute(text, spans=spans),
            "entity_kind": Attribute("programme", "inferred", how="form"),
        },
        rule="programmes.named",
        confidence=0.75,
        claim=False,
    )


def _run(draft: Draft, mentions: Mentions, project: Proposal, span: Span) -> None:
    """Add as an event a project of which the sentence says how long it has run."""
    sentence = draft.article.sentence(span[0])
    for lasting in draft.within((span[1], min(sentence.end, span[1] + 110)), "_duration"):
        between = draft.article.view[span[1] : lasting.span[0]]
        if not re.search(r"\b(?:for|over|took|lasted|runs|running|within)\b", between):
            continue
        subject = mentions.subject_of(sentence)
        draft.add(
            "programme",
            (span[0], lasting.span[1]),
            {
                "name": project.attributes["name"],
                "event_type": Attribute("programme", spans=(span,)),
                "participants": subject.attribute(),
                "companies": subject.attribute(),
                "duration": Attribute(lasting.value("duration"), spans=(lasting.span,)),
                "date": Attribute("", "not_stated"),
            },
            rule="programmes.named",
            confidence=0.7,
            claim=False,
        )
        return


RULES = (named,)
