"""People: the shorter forms of their names, and who is meant by a surname that several have."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.people import person_words
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule


@rule(
    "people.short",
    examples=(("Karin Ekblad came. Then Ekblad spoke.", "person name=Karin Ekblad"),),
    counter_examples=("Volta Marine came. Then Volta grew.",),
)
def short(draft: Draft) -> None:
    """Add the people, each with the shorter forms of the name that stand for one person only."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    full: dict[str, list[Proposal]] = {}
    for text, held in names.by_text.items():
        mine = [one for one in held if names.kind(one) == "person"]
        if mine and len(text.split()) > 1:
            full[text] = mine
    surnames: dict[str, set[str]] = {}
    for text in full:
        parts = text.split()
        chinese = parts[0] in known.surnames and parts[0] not in known.given
        for form in {parts[0], parts[-1]} if chinese else {parts[-1], " ".join(parts[1:])}:
            surnames.setdefault(form, set()).add(text)
    firms = {one.split()[0] for one in names.by_text if one not in full and " " in one}
    for form, owners in surnames.items():
        held = names.by_text.get(form, [])
        owner = next(iter(owners))
        if len(owners) > 1 and form not in firms and form not in full:
            _of_several(names, held, [full[one] for one in owners])
        if len(owners) != 1 or form in full or (form in firms and not _addressed(held, names)):
            continue
        if form not in firms:
            names.settle(held, "person", "short form")
        full[owner] += [one for one in held if names.kind(one) == "person"]
    for text, held in names.by_text.items():
        mine = [one for one in held if names.kind(one) == "person"]
        if mine and " " not in text and text not in surnames:
            called = [one for one in full if one.startswith(text + " ")]
            if len(called) == 1:  # "his daughter Eva", who is Eva Lund elsewhere
                full[called[0]] += mine
            else:
                full[text] = mine
    for text, held in sorted(full.items(), key=lambda one: one[1][0].span):
        _add_person(draft, text, sorted(held, key=lambda one: one.span))


def _of_several(names: Names, held: list[Proposal], owners: list[list[Proposal]]) -> None:
    """Give each mention of a surname that several have to the one of them named last."""
    names.settle(held, "person", "short form")
    for name in held:
        if names.kind(name) == "person":
            nearest = max(owners, key=lambda some: max(_before(one, name) for one in some))
            nearest.append(name)


def _before(one: Proposal, name: Proposal) -> int:
    """Return where a name ends if it stands before another, else -1."""
    return one.span[1] if one.span[1] <= name.span[0] else -1


def _addressed(held: list[Proposal], names: Names) -> bool:
    return any(names.kind(one) == "person" for one in held)


def _add_person(draft: Draft, text: str, held: list[Proposal]) -> None:
    spans = tuple(dict.fromkeys(one.span for one in held))
    forms = dict.fromkeys(one.value("name") for one in held)
    made = draft.add(
        "person",
        held[0].span,
        {
            "name": Attribute(text, spans=spans),
            "aliases": Attribute(tuple(one for one in forms if one != text)),
            "mentions": Attribute(tuple(one.id for one in held), spans=spans),
        },
        rule="people.short",
        confidence=0.93 if " " in text else 0.7,
        claim=False,
    )
    for one in held:
        draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))


RULES = (short,)
