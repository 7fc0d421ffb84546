"""Where companies, people and places are mentioned, and whom a sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from jwviewer.reading.article import Sentence
from jwviewer.reading.descriptions import Callings, Descriptions, callings, resolved
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span

_BOTH = later(
    r"(?<!among )\b(?:the|both|these|all) ?(?:two|three|four|five)? ?"
    r"(?:sides|companies|parties|partners|"
    r"firms|"
    r"groups|enterprises|carmakers|automakers|manufacturers|corporations|businesses|pair|duo|"
    r"suppliers|shipyards|banks|makers|organisations|organizations|of them)\b|\b[Tt]he (?:two|pair|"
    r"duo)\b(?! [a-z]+s\b)|\bboth\b(?= (?:have|"
    r"will|are|signed|agreed|want|plan))|\b(?:they|They)\b",
    re.IGNORECASE,
)
_OPENING = later(
    r"(?:[A-Z][a-z]+ing|After|Before|Under|With|By|In|On|At|For|Since|Following|Unlike|Like|"
    r"Besides|"
    r"Together with|Founded|Owned|Based|Backed|Listed|Headquartered|Despite|Through|As part of|"
    r"Alongside|Apart from|Along with|Thanks to|Once|When|While|Although|Though)\b"
    r"[^.;:“”\"]{3,160}?, (?=the |The |[A-Z]|it |its |both |they |he |she )"
)
"""What comes before the main clause of a sentence."""
_KIN = later(
    r"['’]s (?:[\w-]+ ){0,4}?(?:owner|parent|parent company|shareholder|investor|rival|arch-rival|"
    r"partner|supplier|customer|client|subsidiary|unit|arm|division|competitor|distributor|dealer|"
    r"lender|backer|buyer|affiliate|successor|predecessor|contractor),? (?:the |an? )?"
    r"(?:[\w'’-]+ ){0,6}"
)
"""Between a company and the one that the sentence is about: "Volta's owner, the group Kerning"."""
_JOINED = later(
    r"(?: \([^()]{1,60}\))?,?(?P<by> and| as well as| &| together with|,| with)"
    r"(?: the| its partner| partner| [a-z-]{3,14}){0,3} "
)
"""Between the companies that a clause is about."""
OPENS = 2
"""The company that an article names first is its own as if it were named so many times more."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One place where an entity is named."""

    start: int
    end: int
    entity: str
    kind: str

    @property
    def span(self) -> Span:
        """Return [start, end) in code points."""
        return self.start, self.end


class Subject(msgspec.Struct, frozen=True, gc=False):
    """Whom a stretch of text is about, on what ground, and where that stands."""

    entities: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    basis: str = "stated"
    how: str = ""

    def attribute(self) -> Attribute:
        """Return the companies as an attribute."""
        if self.basis == "stated":
            return Attribute(self.entities, "stated", self.spans)
        return Attribute(self.entities, "inferred", self.spans, self.how)


NOBODY = Subject((), (), "not_stated")


class Mentions:
    """All mentions in order, looked up by position.

    What only hangs on companies is taken over from ``other`` mentions, if those have the same.
    """

    def __init__(
        self,
        draft: Draft,
        kinds: tuple[str, ...] = ("company", "person", "place"),
        other: Mentions | None = None,
    ) -> None:
        self.draft = draft
        self.view = draft.article.view
        known = draft.proposals
        named = [(name.span, name.value("entity")) for name in draft.of_kind("_name")]
        self.all = [
            Mention(*span, entity, known[entity].kind)
            for span, entity in named
            if entity in known and known[entity].kind in kinds
        ]
        self._starts = [one.start for one in self.all]
        self.companies = [one for one in self.all if one.kind == "company"]
        self.offices = {
            span
            for post in draft.of_kind("_post")
            for span in post.attributes["organisations"].spans
        }
        self._company_starts = [one.start for one in self.companies]
        self._callings = draft.lexicons.once(callings)
        self._both, self._firms = _pronouns(draft, self._callings)
        self.clauses: dict[int, tuple[list[int], list[int]]] = {}
        """Where the clauses of each sentence begin and end, of those that were asked for."""
        self._subjects: list[Subject] = []
        self._followed = False
        same = other is not None and (other.companies, other.offices)
        self._same = other if same == (self.companies, self.offices) else None

    @cached_property
    def descriptions(self) -> Descriptions:
        """Return what companies are called besides their names."""
        if self._same is not None:
            return self._same.descriptions
        named = ((one.span, one.entity) for one in self.companies)
        return Descriptions(self.view, named, self._callings)

    @cached_property
    def unnamed(self) -> list[int]:
        """Return where a pronoun or a noun stands for one company."""
        if self._same is not None:
            return self._same.unnamed
        return resolved(self.view, self._firms, self._callings, self.descriptions)

    def within(self, start: int, end: int, kind: str = "") -> list[Mention]:
        """Return the mentions that begin in a stretch of the text."""
        if kind == "company":
            starts = self._company_starts
            return self.companies[bisect_left(starts, start) : bisect_left(starts, end)]
        found = self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [one for one in found if one.kind == kind] if kind else found

    def main_before(self, position: int) -> str:
        """Return the company that an article is about so far: named first, or most often."""
        number = bisect_right(self._company_starts, position) - 1
        if number >= 0:
            return self._main[number]
        return self.companies[0].entity if self.companies else ""

    def described(self, text: str) -> str:
        """Return the company that "the French firm" is; empty if none or several are called so."""
        return self.descriptions.meant(text)

    def descriptions_in(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the pronouns and nouns that stand for one company and begin in a stretch."""
        for number in range(bisect_left(self.unnamed, start), bisect_left(self.unnamed, end)):
            match = self._callings.the_firm.match(self.view, self.unnamed[number])
            if match is not None:
                yield match

    @cached_property
    def _main(self) -> list[str]:
        counts: dict[str, int] = {}
        best = ""
        running = []
        if self.companies:
            counts[self.companies[0].entity] = OPENS
        for one in self.companies:
            counts[one.entity] = counts.get(one.entity, 0) + 1
            if not best or counts[one.entity] > counts[best]:
                best = one.entity
            running.append(best)
        return running

    @cached_property
    def _pairs(self) -> list[tuple[str, ...]]:
        """Return, for each company mention, the last two or more that "and" joined."""
        pairs: list[tuple[str, ...]] = []
        last: tuple[str, ...] = ()
        for number, one in enumerate(self.companies):
            before = self.companies[number - 1] if number else None
            # Two firms that only share a chairman are no pair.
            if before is not None and before.entity != one.entity and one.span not in self.offices:
                gap = self.view[before.end : one.start]
                if re.fullmatch(r"(?: \([^()]{1,40}\))?,? (?:and|with|&)(?: the)? ", gap) or (
                    len(gap) < 90
                    and re.search(
                        r"\b(?:with|signed|and|from|of|between|for|by|to|buy|acquire)\b", gap
                    )
                    and "." not in gap
                    and not last
                ):
                    last = (before.entity, one.entity)
            pairs.append(last)
        return pairs

    def pair_before(self, position: int) -> tuple[str, ...]:
        """Return the companies that "the two sides" stands for at a position."""
        number = bisect_right(self._company_starts, position) - 1
        if number >= 0 and self._pairs[number]:
            return self._pairs[number]
        first = dict.fromkeys(one.entity for one in self.companies[:6])
        return tuple(first)[:2]

    def joined_at(self, mentions: list[Mention]) -> list[Mention]:
        """Return the first of these mentions and those that "and" joins to it.

        A comma alone joins only what another "and" follows: "Volta, Kerning and Nord".
        """
        listed, joined = mentions[:1], 1
        for one in mentions[1:]:
            gap = _JOINED.fullmatch(self.view, listed[-1].end, one.start)
            if gap is None:
                break
            listed.append(one)
            joined = joined if gap["by"] == "," else len(listed)
        return listed[:joined]

    def subject_within(self, start: int, end: int) -> Subject:
        """Return who is the subject of a clause: companies first named in it, or a pronoun's."""
        if not self.companies:
            return NOBODY
        named = self.within(start, end, "company")
        first = named[0].start if named else end
        pronoun = _first(_BOTH, self.view, self._both, start, first, end)
        one = _first(self._callings.the_firm, self.view, self.unnamed, start, first, end)
        if pronoun and not (one and one.start() < pronoun.start()):
            pair = self.pair_before(start)
            if len(pair) > 1:
                return Subject(pair, (pronoun.span(),))
        if one:
            told = self.described(one.group())
            if told:
                return Subject((told,), (one.span(),))
            known = self.subject_before(start)
            if known.entities:
                return Subject(known.entities[:1], (one.span(),), "inferred", "pronoun")
        if named:
            opening = _OPENING.match(self.view, start, min(end, start + 220))
            if opening is not None and named[0].start < opening.end():
                # "Under a pact with Voltessa, Kerning will …": the main clause comes second.
                main = self.subject_within(opening.end(), min(end, opening.end() + 60))
                if main.basis == "stated" and main.entities:
                    return self.subject_within(opening.end(), end)
            if len(named) > 1 and _KIN.fullmatch(self.view, named[0].end, named[1].start):
                named = named[1:]
            joined = self.joined_at(named)
            return Subject(
                tuple(dict.fromkeys(m.entity for m in joined)), tuple(m.span for m in joined)
            )
        return NOBODY

    def subject_of(self, sentence: Sentence) -> Subject:
        """Return whom a sentence is about; by the one before it if it does not say."""
        subjects = self.subjects()
        return subjects[sentence.number] if subjects else NOBODY

    def subjects(self) -> list[Subject]:
        """Return whom each sentence is about, found out in order when that is first asked."""
        if self._followed:
            return self._subjects
        self._followed = True
        if self._same is not None:
            self._subjects = self._same.subjects()
            return self._subjects
        for sentence in self.draft.article.sentences if self.companies else ():
            found = self.subject_within(sentence.start, sentence.end)
            if not found.entities and self._subjects and self._subjects[-1].entities:
                before = self._subjects[-1]
                found = Subject(before.entities, before.spans, "inferred", "previous-sentence")
            self._subjects.append(found if found.entities else NOBODY)
        return self._subjects

    def subject_before(self, position: int) -> Subject:
        """Return whom the sentence before this position's is about."""
        subjects = self.subjects()
        number = self.draft.article.sentence(position).number - 1
        return subjects[number] if 0 <= number < len(subjects) else NOBODY

    def name(self, entity: str) -> str:
        """Return the name of an entity."""
        return self.draft.proposals[entity].value("name")

    def short(self, entity: str) -> str:
        """Return the shortest name of an entity with at least three letters."""
        proposal: Proposal = self.draft.proposals[entity]
        forms = [one for one in proposal.values("aliases") if len(one) > 2]
        return min([proposal.value("name"), *forms], key=len)


def _pronouns(draft: Draft, known: Callings) -> tuple[list[int], list[int]]:
    """Return where "the two sides" and "the company" stand, found once for an article."""
    held: tuple[list[int], list[int]] | None = draft.shared.get("pronouns")
    if held is None:
        view = draft.article.view
        held = draft.shared["pronouns"] = (
            [match.start() for match in _BOTH.finditer(view)],
            [match.start() for match in known.the_firm.finditer(view)],
        )
    return held


def _first(
    pattern: re.Pattern[str], view: str, starts: list[int], start: int, last: int, end: int
) -> re.Match[str] | None:
    """Return the first match in a stretch that begins before ``last``.

    ``starts`` is where in the whole text there are any.
    """
    number = bisect_left(starts, start)
    while number < len(starts) and starts[number] < last:
        match = pattern.match(view, starts[number], end)
        if match is not None:
            return match
        number += 1
    return None


def mentions_of(draft: Draft, *kinds: str) -> Mentions:
    """Return the mentions of an article, made anew if there are more or fewer names."""
    wanted = kinds or ("company", "person", "place")
    held = tuple(map(draft.count, ("company", "person", "place", "_post")))
    known = draft.shared.get(("mentions", wanted))
    if known is None or known[0] != held:
        _, other = draft.shared.get("companies", (held, None))
        known = draft.shared["mentions", wanted] = held, Mentions(draft, wanted, other)
        if "company" in wanted:
            draft.shared["companies"] = known
    found: Mentions = known[1]
    return found
