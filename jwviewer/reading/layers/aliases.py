"""Companies and their other names: what is merged, and what is only suggested."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_OPENS = later(
    r",? \((?:(?:hereinafter|hereafter|formerly|short|in short|abbreviated|also known as|"
    r"referred to "
    r"as|the|known as|or)[ :]{1,2}){0,3}(?P<quote>[\"“‘']?)\Z"
)
_OR = later(r",? (?:or|known as|called|abbreviated|also known as) (?P<quote>[\"“‘']?)\Z")


_CALLED = later(r"\b(?:called|named|dubbed|branded) (?:the )?[\"“‘']?\Z")
_THING = later(r"[\"”’']? (?:app|software|platform|product|service|tool|model|range|series)\b")
"""Around the name of what a firm makes."""
LEAST_CUT = 3
"""What is left of a word that is cut has more letters."""
MOST = 60
"""Companies whose names begin with one word are compared with so many of each other."""


@dataclass(frozen=True)
class FormWords:
    """The endings that do and do not make another company."""

    legal: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    firm: frozenset[str]


def form_words(lexicons: Lexicons) -> FormWords:
    """Gather the endings of companies' names."""
    return FormWords(
        frozenset(one.strip(".").casefold() for one in lexicons.words("en/firms", "legal_forms")),
        frozenset(one.casefold() for one in lexicons.words("en/firms", "group_words")),
        frozenset(
            one.casefold()
            for section in ("countries", "regions", "short", "nationalities")
            for one in lexicons.words("en/countries", section)
        ),
        frozenset(one.casefold() for one in lexicons.words("en/firms", "firm_words")),
    )


@dataclass
class _Firm:
    """The forms of one company's name, and where they stand."""

    forms: dict[str, list[Proposal]] = field(default_factory=dict)
    suggested: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return (
            max(self.forms, key=lambda form: (not form.isupper(), len(form), form))
            if not any(" " in form for form in self.forms)
            else max(self.forms, key=lambda f: (len(f), f))
        )


def base_form(name: str, known: FormWords) -> tuple[str, ...]:
    """Return the words of a company's name without its legal form, in small letters."""
    parts = [part.strip(",").casefold() for part in name.split()]
    while len(parts) > 1 and (
        parts[-1].strip(".") in known.legal or parts[-1] in ("&", "public", "and")
    ):
        parts.pop()
    return tuple(parts)


@rule(
    "aliases.merge",
    examples=(
        (
            "Voltessa Marine AB signed. Voltessa sold it.",
            "company aliases=Voltessa; name=Voltessa Marine AB",
        ),
        (
            "Nordic Cable Works AB (NCW) signed. NCW sold it.",
            "company aliases=NCW; name=Nordic Cable Works AB",
        ),
        (
            "Kerning Group signed. Kerning sold it.",
            "company name=Kerning Group | company maybe_same=Kerning Group; name=Kerning",
        ),
    ),
    counter_examples=("The river rose.",),
)
def merge(draft: Draft) -> None:
    """Add the companies: each with the forms of its name that are surely its own.

    Merged are forms in brackets, forms equal but for the legal form, and short forms of one name
    only; a name and the same with Group or Holding are only suggested to be one.
    """
    known = draft.lexicons.once(form_words)
    names = names_of(draft)
    firms: dict[tuple[str, ...], _Firm] = {}
    for name in names.all:
        if names.kind(name) == "company":
            text = name.value("name")
            firm = firms.setdefault(base_form(text, known), _Firm())
            firm.forms.setdefault(text, []).append(name)
    owner = {base: base for base in firms}
    owner |= dict(_bracketed(names, known, firms))
    _shortened(firms, owner, known, names.view)
    merged: dict[tuple[str, ...], _Firm] = {}
    for base, firm in firms.items():
        root = base
        for _ in range(4):
            root = owner[root]
        kept = merged.setdefault(root, _Firm())
        for form, held in firm.forms.items():
            kept.forms.setdefault(form, []).extend(held)
    made = {base: _add(draft, firm) for base, firm in merged.items()}
    grouped: dict[tuple[str, ...], str] = {}
    for longer in merged:
        for size in range(len(longer)):
            if set(longer[size:]) <= known.groups:
                grouped[longer[:size]] = made[longer].id
    for base, proposal in made.items():
        if base in grouped:
            other = Attribute(grouped[base], "inferred", how="group")
            draft.change(proposal.id, maybe_same=other)


def _bracketed(
    names: Names, known: FormWords, firms: dict[tuple[str, ...], _Firm]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the pairs of a short form in brackets and the full one before it."""
    found = []
    for left, right in zip(names.all, names.all[1:], strict=False):
        gap = names.gap(left, right)
        opens = _OPENS.fullmatch(gap) or _OR.fullmatch(gap)
        if opens is None or names.kind(left) != "company":
            continue
        text, full = right.value("name"), left.value("name")
        closes = names.view[right.span[1] : right.span[1] + 2]
        if not closes.startswith((")", "”", '"', "’", "'", ",")):
            continue
        if not (
            opens["quote"] or _is_acronym(text, full) or full.casefold().startswith(text.casefold())
        ):
            continue
        base = base_form(text, known)
        if base not in firms:
            names.settle_text(text, "company", "brackets")
            held = [one for one in names.by_text[text] if names.kind(one) == "company"]
            if not held:
                # An acronym that is no firm elsewhere is one here.
                for one in names.by_text[text]:
                    names.draft.change(
                        one.id, kind=Attribute("company", "inferred", how="brackets")
                    )
                held = names.by_text[text]
            firms[base] = _Firm({text: held})
        if base != base_form(full, known):
            found.append((base, base_form(full, known)))
    return found


def _is_acronym(short: str, full: str) -> bool:
    letters = [sign for sign in short if sign.isupper()]
    initials = [part[0].upper() for part in re.split(r"[ -]", full) if part[:1].isalpha()]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return letters[:1] == initials[:1] and len(letters) <= 4 and short.isupper()
        at += 1
    return len(letters) > 1


def _shortened(
    firms: dict[tuple[str, ...], _Firm],
    owner: dict[tuple[str, ...], tuple[str, ...]],
    known: FormWords,
    view: str,
) -> None:
    """Merge a form into the one longer name that begins with it."""
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    opening = {base[0] for base in firms}
    for base in firms:
        owner.setdefault(base, base)
        for size in range(1, min(len(base), 8)):
            rest = base[size:]
            if set(rest) <= known.groups or rest[0] in known.places or set(rest) & opening:
                # Another party, a daughter abroad, or a venture that two of them have named.
                continue
            if base[:size] in firms:
                longer[base[:size]].add(base)
    alike: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for base in firms:
        alike[base[0]].append(base)
    for base in firms:
        # "Daesang E&C" is Daesang Engineering & Construction.
        full = [one for one in alike[base[0]][:MOST] if one != base and _is_abbreviated(base, one)]
        if len(full) == 1 and owner[base] == base:
            owner[base] = full[0]
    _surnamed(firms, owner, known)
    for short, candidates in longer.items():
        candidates -= {one for one in candidates if owner.get(one, one) in candidates - {one}}
        # The longest of a chain (Halden, Halden Marin, Halden Marin Asia) is looked for first.
        roots = {
            one
            for one in candidates
            if not any(one != other and one == other[: len(one)] for other in candidates)
        }
        legal = any(
            base_form(form, known) != tuple(form.casefold().split()) for form in firms[short].forms
        )
        if legal or owner.get(short) != short:
            continue
        first = _first(firms[short])
        roots -= {one for one in roots if _is_newly_named(firms[one], first, view)}
        earlier = {one for one in candidates if _first(firms[one]) < first}
        if not roots:
            continue
        if len(roots) == 1:
            owner[short] = min(candidates, key=len)
        elif len(earlier) == 1:
            owner[short] = next(iter(earlier))


def _is_newly_named(firm: _Firm, before: int, view: str) -> bool:
    """Tell whether a longer name is given to something new: "a version called Voltessa Drive"."""
    first = _first(firm)
    end = min(one.span[1] for some in firm.forms.values() for one in some)
    return before < first and bool(
        _CALLED.search(view, max(0, first - 24), first) or _THING.match(view, end)
    )


def _surnamed(
    firms: dict[tuple[str, ...], _Firm],
    owner: dict[tuple[str, ...], tuple[str, ...]],
    known: FormWords,
) -> None:
    """Merge one word into the one earlier name that ends with it: Wendland of Optik Wendland."""
    ending: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    opening = {base[0] for base in firms if len(base) > 1}
    for base in firms:
        if len(base) > 1:
            ending[base[-1]].append(base)
    for base, firm in firms.items():
        full = ending.get(base[0], []) if len(base) == 1 else []
        if len(full) != 1 or owner[base] != base or base[0] in opening:
            continue
        plain = base[0] not in known.places and base[0] not in known.firm
        if plain and _first(firms[full[0]]) < _first(firm):
            owner[base] = full[0]


def _is_abbreviated(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is another with its last words cut, or down to their first letters."""
    if len(short) < 2 or short[:-1] != full[: len(short) - 1] or len(full) < len(short):
        return False
    if len(full) == len(short):
        # "Volta Pharma" of Volta Pharmaceuticals, "Volta Micro" of Volta Microelectronics
        return len(short[-1]) > LEAST_CUT and full[-1].startswith(short[-1])
    letters = short[-1].replace("&", "")
    rest = [word[0] for word in full[len(short) - 1 :] if word not in ("&", "and", "of")]
    return 1 < len(letters) < 5 and letters == "".join(rest)


def _first(firm: _Firm) -> int:
    return min(one.span[0] for some in firm.forms.values() for one in some)


def _add(draft: Draft, firm: _Firm) -> Proposal:
    held = sorted((one for some in firm.forms.values() for one in some), key=lambda one: one.span)
    spans = tuple(dict.fromkeys(one.span for one in held))
    name = firm.name
    how = {draft.proposals[one.id].attributes["kind"].how for one in held}
    made = draft.add(
        "company",
        held[0].span,
        {
            "name": Attribute(name, spans=spans),
            "aliases": Attribute(
                tuple(sorted((one for one in firm.forms if one != name), key=lambda one: -len(one)))
            ),
            "mentions": Attribute(tuple(one.id for one in held), spans=spans),
        },
        rule="aliases.merge",
        confidence=0.95 if "form" in how else 0.9 if "described" in how or len(held) > 2 else 0.75,
        claim=False,
    )
    for one in held:
        draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))
    return made


RULES = (merge,)
