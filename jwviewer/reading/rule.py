"""Rules: each has an id, examples and counter-examples that run as tests, and fails alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jwviewer.reading.draft import Draft

Example = tuple[str, str]
"""A text, and what the rule must find in it, as ``reading.brief`` writes it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a layer: what it is called, what it does, and how that is shown."""

    id: str
    apply: Callable[[Draft], None]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    language: str


def rule(
    rule_id: str,
    *,
    examples: tuple[Example, ...],
    counter_examples: tuple[str, ...] = (),
    language: str = "en",
) -> Callable[[Callable[[Draft], None]], Rule]:
    """Make a rule of a function that adds its findings to the draft."""

    def made(apply: Callable[[Draft], None]) -> Rule:
        return Rule(rule_id, apply, examples, counter_examples, language)

    return made
