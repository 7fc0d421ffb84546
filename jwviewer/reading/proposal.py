"""What reading proposes: a fact with a passage and a ground for each of its attributes."""

from __future__ import annotations

from typing import Literal

import msgspec

Basis = Literal["stated", "inferred", "supplied", "not_stated"]
Span = tuple[int, int]
"""[start, end) in code points of the article's canonical text."""


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """One attribute of a proposed fact: what was understood, where it stands, on what ground.

    A value that names other facts holds their ids. ``how`` says what an inferred value rests
    on, such as ``previous-sentence``; a stated value has at least one span. Only a person who
    reviews supplies values.
    """

    value: str | tuple[str, ...]
    basis: Basis = "stated"
    spans: tuple[Span, ...] = ()
    how: str = ""


class Proposal(msgspec.Struct, frozen=True, gc=False):
    """One proposed fact; ``attributes`` are named as the fields of ``queries/records.py``."""

    id: str
    kind: str
    span: Span
    attributes: dict[str, Attribute] = msgspec.field(default_factory=dict)
    rule: str = ""
    confidence: float = 0.5

    def value(self, name: str) -> str:
        """Return the text of one attribute; empty if the article does not state it."""
        attribute = self.attributes.get(name)
        if attribute is None:
            return ""
        value = attribute.value
        return value if value.__class__ is str else ""  # asked so often that isinstance tells

    def values(self, name: str) -> tuple[str, ...]:
        """Return the ids or names of an attribute that holds several."""
        attribute = self.attributes.get(name)
        if attribute is None or not attribute.value:
            return ()
        return (attribute.value,) if isinstance(attribute.value, str) else attribute.value
