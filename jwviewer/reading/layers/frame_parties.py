"""The companies of a deal that its clause does not name beside its verb."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.event_parts import EventReader, Parts
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_OPENING = 40
"""What opens a sentence begins within so many characters."""
_DESCRIBED = later(r"[Tt]h(?:e|is) (?!family\b)(?:[\w’'-]+ ){0,5}\Z")


def complete(
    reader: EventReader, sentence: Sentence, trigger: Trigger, near: Span, needed: int, parts: Parts
) -> None:
    """Add the companies that a deal needs, or whose description is its subject, to its parts.

    ``near`` is where the subject of the clause stands.
    """
    _describe(reader, sentence, near, parts)
    if len(parts.entities) >= needed:
        return
    for one in reader.mentions.within(*near, "company"):
        parts.entities.setdefault(one.entity, (one.span,))
    comma = reader.view.find(", ", trigger.span[1], sentence.end)
    opens = trigger.span[0] - sentence.start < _OPENING and comma > 0
    if len(parts.entities) < needed and opens:
        # "Since teaming up with Volta, Kerning …": who it was stands in the main clause.
        main = reader.mentions.subject_within(comma, sentence.end)
        for entity, span in zip(main.entities, main.spans, strict=False):
            parts.entities.setdefault(entity, (span,))


def _describe(reader: EventReader, sentence: Sentence, near: Span, parts: Parts) -> None:
    """Add whom "The Bavarian brake specialist" means: whom the sentence before is about."""
    if len(parts.entities) != 1 or reader.mentions.within(*near, "company"):
        return
    text = reader.view[slice(*near)]
    if near[0] - sentence.start > _OPENING or _DESCRIBED.fullmatch(f"{text} ") is None:
        return
    told = reader.mentions.described(text)
    known = (told,) if told else reader.mentions.subject_before(sentence.start).entities[:1]
    for entity in known:
        if entity not in parts.entities:
            parts.entities = {entity: (near,), **parts.entities}
            parts.basis, parts.how = "inferred", "described"
