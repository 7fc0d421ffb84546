"""Who holds an office that stands apart from a name: somebody named before or after."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.people import PersonWords, has_given_name, looks_like_a_person
from jwviewer.reading.name_index import Names
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal

_HERS = later(r",? (?:and|with) (?:her|his) (?:[\w-]+ ){1,4}\Z")
"""Between two people: "Eva Lund and her then student Oda Brask"."""
_ITS = later(r", (?:its|the firm['’]s|the company['’]s) (?:[a-z-]+ ){0,2}")
_WHOSE = later(r"(?:,| \([^()]{1,30}\),?) whose (?:[a-z-]+ ){0,3}\Z")
_WHERE = later(r", where (?:he|she) (?:[a-z]+ ){1,3}(?:as )?(?:the |its )?\Z")


def own_holder(
    names: Names, firm: Proposal, start: int, end: int, known: PersonWords
) -> Proposal | None:
    """Return the person after "Voltessa, its head of sales, Eva Lund"."""
    if not _ITS.fullmatch(names.view, firm.span[1], start):
        return None
    holder = names.by_start.get(end + 2) if names.view.startswith(", ", end) else None
    return holder if holder is not None and has_given_name(holder.value("name"), known) else None


def house_before(names: Names, person: int, start: int) -> Proposal | None:
    """Return the firm of an office by what stands before it.

    "Voltessa AB: Eva Lund, chairwoman", "Voltessa (chairwoman: Eva Lund)", "Voltessa, whose head",
    "Voltessa, where she was head".
    """
    if names.view.startswith(": ", person - 2) and person < start:
        return names.by_end.get(person - 2)
    if names.view.startswith(" (", start - 2) and start < person:
        return names.by_end.get(start - 2)
    before = names.view, max(0, start - 60), start
    where = _WHERE.search(*before) or _WHOSE.search(*before)
    house = names.by_end.get(where.start()) if where is not None else None
    if house is not None and names.view.startswith((" of ", " in "), house.span[0] - 4):
        return names.by_end.get(house.span[0] - 4) or house  # "Voltessa of Turku, whose head"
    return house


def told_before(
    draft: Draft, names: Names, start: int, known: PersonWords, *, surely: bool = False
) -> Proposal | None:
    """Return the person named last in the paragraph, for ``"…," says the technical director``."""
    sentence = draft.article.sentence(start)
    first = draft.article.sentences[max(0, sentence.number - 3)]
    begin = max(first.start, draft.article.paragraphs[sentence.paragraph][0])
    for name in reversed(names.within(begin, start)):
        text = name.value("name")
        if names.kind(name) == "person" or has_given_name(text, known):
            return _whose(names, name, begin, known)
        if not surely and looks_like_a_person(text, known) and not names.kind(name):
            return name
    return None


def without_office(draft: Draft, names: Names, start: int, known: PersonWords) -> Proposal | None:
    """Return the one person just named without an office: "Eva Lund spoke. The head of Volta"."""
    sentence = draft.article.sentence(start)
    last = draft.article.sentences[max(0, sentence.number - 1)]
    begin = last.start if last.paragraph == sentence.paragraph else sentence.start
    people = {
        text: name
        for name in names.within(begin, start)
        if has_given_name(text := name.value("name"), known)
    }
    if len(people) != 1:
        return None
    (text, name), *_ = people.items()
    return None if text in holders_so_far(draft) else name


def holders_so_far(draft: Draft) -> set[str]:
    """Return the names of those who have an office so far."""
    held: set[str] = draft.shared.setdefault("holders", set())
    return held


def _whose(names: Names, name: Proposal, begin: int, known: PersonWords) -> Proposal:
    """Return the one before a person who is "her student" or "his brother": she or he is meant."""
    match = _HERS.search(names.view, max(begin, name.span[0] - 60), name.span[0])
    earlier = names.by_end.get(match.start()) if match is not None else None
    return earlier if earlier is not None and has_given_name(earlier.value("name"), known) else name


def surnames(names: Names, known: PersonWords) -> set[str]:
    """Return the last words of the people's names of an article, found once."""
    held: set[str] | None = names.draft.shared.get("surnames")
    if held is None:
        held = names.draft.shared["surnames"] = {
            text.split()[-1]
            for text in names.by_text
            if looks_like_a_person(text, known) and has_given_name(text, known)
        }
    return held
