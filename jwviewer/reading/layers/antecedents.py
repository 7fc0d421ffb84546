"""Whom "he" and "she" mean: the person told of last whom the pronoun fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, Mentions
from jwviewer.reading.patterns import later

NEAR = 3
"""A person of whom nothing tells the gender is meant only within so many sentences."""
FAR = 6
_GOVERNED = later(
    r"\b(?:from|than|unlike|succeed(?:s|ed|ing)|replac(?:es|ed|ing)) (?:[a-z'’-]+ ){0,4}\Z"
)
"""Before a person whom a sentence is not about: "Lund, who took over from Brask"."""


@dataclass(frozen=True)
class Genders:
    """What tells a woman from a man: given names, forms of address, offices and kin."""

    names: dict[str, str]
    either: frozenset[str]
    given: frozenset[str]
    before: re.Pattern[str]
    kin: re.Pattern[str]

    def of(self, given: str) -> str:
        """Return "she" or "he" for a given name; empty if it tells nothing."""
        if given in self.names or not given.endswith("a") or given in self.either:
            return self.names.get(given, "")
        return "she" if given in self.given else ""


def genders(lexicons: Lexicons) -> Genders:
    """Gather what tells whom a pronoun can mean."""
    names = dict.fromkeys(lexicons.words("en/genders", "women"), "she")
    names |= dict.fromkeys(lexicons.words("en/genders", "men"), "he")
    female = alternatives(lexicons.words("en/genders", "female"))
    male = alternatives(lexicons.words("en/genders", "male"))
    return Genders(
        names,
        frozenset(lexicons.words("en/genders", "either")),
        frozenset(lexicons.words("en/people", "given")),
        later(rf"\b(?i:(?P<she>{female})|(?P<he>{male}))\.?,? \Z"),
        later(rf"\b(?:[Hh]is|[Hh]er|[Ww]hose|['’]s) (?:[a-z]+ )?(?:{female}|{male}),? \Z"),
    )


class Antecedents:
    """Finds whom a pronoun means at a position."""

    def __init__(self, draft: Draft, mentions: Mentions) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.mentions = mentions
        self.known = draft.lexicons.once(genders)

    def person(self, position: int, pronoun: str) -> str:
        """Return the person that "he" or "she" means, or "" for either; empty if none fits."""
        sentences = self.draft.article.sentences
        last = self.draft.article.sentence(position).number
        for number in range(last, max(-1, last - FAR - 1), -1):
            sentence = sentences[number]
            people = [
                one
                for one in self.mentions.within(sentence.start, min(sentence.end, position))
                if one.kind == "person"
            ]
            fits = [
                one for one in people if not pronoun or self._gender(one.entity) in ("", pronoun)
            ]
            sure = [one for one in fits if pronoun and self._gender(one.entity) == pronoun]
            if last - number > NEAR:
                fits = [one for one in sure if not self._is_kin(one)]
            if fits:
                return self._of_these(sure or fits, sentence.start)
        return ""

    def _of_these(self, people: list[Mention], start: int) -> str:
        """Return the one of several whom their sentence is about."""
        left = [one for one in people if not self._is_kin(one)] or people
        beside = [
            one
            for one in left
            if not _GOVERNED.search(self.view, max(start, one.start - 60), one.start)
        ]
        return (beside or left)[-1].entity

    def _is_kin(self, one: Mention) -> bool:
        """Tell whether a person is only told of as somebody's: "her brother Ian"."""
        return self.known.kin.search(self.view, max(0, one.start - 30), one.start) is not None

    @cached_property
    def _genders(self) -> dict[str, str]:
        """Return the people whose form of address, office or kinship tells which pronoun fits."""
        told: dict[str, str] = {}
        for one in self.mentions.all:
            if one.kind == "person" and one.entity not in told:
                match = self.known.before.search(self.view, max(0, one.start - 24), one.start)
                if match is not None:
                    told[one.entity] = str(match.lastgroup)
        return told

    def _gender(self, person: str) -> str:
        """Return which pronoun fits a person; empty where the article does not tell."""
        name = self.draft.proposals[person].value("name")
        return self._genders.get(person) or self.known.of(name.split()[0])
