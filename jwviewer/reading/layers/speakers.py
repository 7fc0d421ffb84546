"""Who speaks: the person or company that a verb of speech names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.antecedents import NEAR, Antecedents
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.phrases import Phrases
from jwviewer.reading.proposal import Span

Owner = tuple[str, Span]
"""An entity, or the name of what is none, and where that stands."""
NOBODY: Owner = "", (0, 0)

_THE_FIRM = later(r"[Ii]t|[Tt]h(?:e|is) (?:company|group|firm|maker)")
"""Other nouns mean a firm only where they are said of one: "the venture", "the Dutch group"."""
_ITS = later(r".[A-Z]|['’]s ")
"""An office with its house."""
UNNAMED = 160
"""Those who are not named, and what is said of them, stand within so many characters."""


@dataclass(frozen=True)
class VoiceWords:
    """The patterns of speech."""

    said: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    says: re.Pattern[str]
    inverted: re.Pattern[str]
    hedge: re.Pattern[str]
    hedges: Phrases
    unnamed: re.Pattern[str]
    document: re.Pattern[str]


def voice_words(lexicons: Lexicons) -> VoiceWords:
    """Gather the patterns of speech."""
    rows = [inflected(row) for row in lexicons.words("en/voices", "reporting")]
    phrases = lexicons.words("en/voices", "set_phrases")
    opening = [form for bare, *forms, _ in rows for form in (*forms, bare) if form != bare]
    said = alternatives([*(form for forms in rows for form in forms), *phrases,
                         *_forms(lexicons, "beside")])  # fmt: skip
    reporting = alternatives([*opening, *phrases, "say"])
    bare = alternatives([forms[0] for forms in rows])
    after = alternatives([*opening, "recalls", "recalled", "maintains", "laments", "quips"])
    adding = alternatives([forms[-1] for forms in rows])
    with_that = alternatives(_forms(lexicons, "with_that"))
    documents = alternatives(lexicons.words("en/voices", "documents"))
    unnamed = alternatives(lexicons.words("en/voices", "unnamed"))
    return VoiceWords(
        said=later(rf"(?<![\w-])(?:{said})(?![\w-])"),
        after=later(rf"[,.]? ?(?:as )?(?P<verb>{said})\b"),
        before=later(
            rf"\b(?P<verb>{said})\b(?P<gap>(?: (?!and\b)[\w'’-]+){{0,9}}(?:,| that|:|)? ?)\Z"
        ),
        says=later(
            rf"(?<![\w-])(?P<verb>{reporting}|(?<=to )(?:{bare})|"
            rf"(?<=been )(?:{adding})|(?<=as )saying|(?<=, )(?:{adding})"
            rf"(?= that\b| (?:it|he|she|they|there|the [a-z]+) [a-z]+(?:d|s)\b)|"
            rf"(?:(?<=, he )|(?<=, she )|(?<=, it ))(?:{said})(?=[,.])|"
            rf"reported(?= on (?:\d|[A-Z])|[,.])|"
            rf"(?:{with_that})(?=(?: [a-z]+){{0,4}},? that\b))"
            rf"(?:(?: late| early)? (?:on|in|last|this|next) (?:[A-Z][a-z]{{2,8}}|week|month|year)"
            rf"(?: \d{{1,2}})?(?:,? \d{{4}})?)?"
            rf"(?: today| yesterday| also| further| again| reporters| journalists| staff| analysts|"
            rf" investors| shareholders| in an? (?:statement|interview|filing|release|report)|"
            rf" here| earlier)*,?(?P<that> that)?(?![\w-])"
        ),
        inverted=later(rf", (?P<verb>{after}) (?:the |its |Mr |Ms |Dr )?"),
        hedges=Phrases(lexicons.words("en/voices", "hedges")),
        hedge=later(rf"(?<!\w)(?i:{alternatives(lexicons.words('en/voices', 'hedges'))})(?!\w)"),
        unnamed=later(rf"(?i:\b(?:{unnamed}))(?:, [^,]{{1,60}},| [a-z][\w ]{{0,40}})? \Z"),
        document=later(
            rf"\b[Aa]ccording to (?:the |a |an |its |their |"
            rf"this )?(?:[\w-]+ ){{0,3}}?(?:{documents})\b"
        ),
    )


def offices(lexicons: Lexicons) -> re.Pattern[str]:
    """Make the pattern of an office with its house before a verb: the founder of Voltessa."""
    heads = [one for one in lexicons.words("en/titles", "heads") if not one.startswith("spokes")]
    return later(
        rf"\b(?:[Tt]he|[Aa]n?|[A-Z][\w-]+['’]s) (?:(?!of|and|for)[\w'’&-]+ ){{0,4}}?"
        rf"(?:{alternatives(heads)})"
        rf"(?: (?:of|at) (?:(?:the|its) )?[\w'’&-]+(?: [\w'’&-]+){{0,3}})?\Z"
    )


def _forms(lexicons: Lexicons, section: str) -> list[str]:
    return [form for row in lexicons.words("en/voices", section) for form in inflected(row)]


class Speakers:
    """Finds who speaks at a position."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.mentions = mentions_of(draft, "company", "person")
        self._antecedents = Antecedents(draft, self.mentions)
        self._offices = draft.lexicons.once(offices)
        self.last = (-1, "")
        """The sentence in which somebody spoke last, and who."""

    def named(self, start: int, end: int) -> list[Mention]:
        """Return the companies and people named in a stretch."""
        return self.mentions.within(start, end)

    def is_person(self, entity: str) -> bool:
        """Tell whether a speaker is a person whom the article names."""
        known = self.draft.proposals.get(entity)
        return known is not None and known.kind == "person"

    def person_before(self, position: int, pronoun: str = "") -> str:
        """Return the person that "he" or "she" means at a position; empty if none fits."""
        return self._antecedents.person(position, pronoun.casefold())

    def firm_before(self, position: int) -> str:
        """Return the company that "it" or "the company" is at a position."""
        sentence = self.draft.article.sentence(position)
        subject = self.mentions.subject_of(sentence)
        if subject.entities and (not subject.spans or subject.spans[0][0] < position):
            return subject.entities[0]
        before = self.mentions.subject_before(position)
        return before.entities[0] if before.entities else ""

    def called(self, start: int, end: int) -> Owner | None:
        """Return the company that "it" or "the Dutch group" means from one place to another."""
        for match in self.mentions.descriptions_in(start, end):
            if match.end() == end:
                return self._called(match)
        return None

    def called_from(self, position: int) -> Owner | None:
        """Return the company that "it" or "the Dutch group" means at a position."""
        match = next(self.mentions.descriptions_in(position, position + 1), None)
        return self._called(match) if match is not None else None

    def holder(self, start: int, end: int) -> Owner | None:
        """Return whom the holder of an office that ends a stretch is: "the founder of Voltessa".

        Somebody is meant, but nobody named, where several people or none were told of before.
        """
        office = self._offices.search(self.view, start, end)
        if office is None or any(one.kind == "person" for one in self.named(*office.span())):
            return None
        if not _ITS.search(office.group()):
            return None
        number = max(0, self.draft.article.sentence(start).number - NEAR)
        told = self.named(self.draft.article.sentences[number].start, start)
        people = {one.entity for one in told if one.kind == "person"}
        alone = len(people) == 1 and not office.group().startswith(("a ", "an ", "A ", "An "))
        return people.pop() if alone else "", office.span()

    def _called(self, match: re.Match[str]) -> Owner | None:
        plain = _THE_FIRM.fullmatch(match.group())
        who = self.mentions.described(match.group()) or (
            self.firm_before(match.start()) if plain else ""
        )
        return (who, match.span()) if who else None
