"""A second opinion on what the rules took for companies, learned from articles with gold facts.

The rules go by the best mention of a name; this weighs what stands beside all its mentions, and
does not know what the rules said. It takes names back, and adds none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import FirmWords, firm_words
from jwviewer.reading.layers.people import PersonWords, has_given_name, person_words
from jwviewer.reading.layers.places import place_words
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.weighing import shipped_weights

NEVER = -2.0
"""From these log-odds down what a rule took for a company is none."""
_MENTIONS = 8
"""So many mentions of one name are weighed."""
_REACH = 40
"""Characters before and behind a mention."""
_WORD = later(r"[A-Za-z]+|\d+|['’]s\b|[^\sA-Za-z\d]")


@rule(
    "companies.weighed",
    examples=(
        ("Voltessa AB bought Kerning. Rollout begins in May.", "_name kind=other; name=Rollout"),
    ),
    counter_examples=(
        "Voltessa AB bought the brewer Kerning from Haaksum Foods.",
        "BP bought Kerning AG for $5 million.",
        "SAP said on Monday it would open an office in Ohio.",
        "Orange reported sales of €3 billion.",
    ),
)
def weighed(draft: Draft) -> None:
    """Take back what is surely no company."""
    weights = shipped_weights("en-companies")
    names = names_of(draft)
    taken = {
        text
        for text, held in names.by_text.items()
        if names.kind(held[0]) == "company" and names.how(held[0]) != "known"
    }
    for held, features in weighed_names(draft, taken):
        if weights.score(features) < NEVER:
            for one in held:
                draft.change(one.id, kind=Attribute("other", "inferred", (one.span,), "weighed"))


def weighed_names(
    draft: Draft, wanted: Collection[str]
) -> Iterator[tuple[list[Proposal], set[str]]]:
    """Yield the mentions of each of these names, and what the weights know it by."""
    known = draft.lexicons.once(firm_words)
    people = draft.lexicons.once(person_words)
    places = draft.lexicons.once(place_words)
    names = names_of(draft)
    kin = _kin(names, known, people)
    for text, held in names.by_text.items():
        if text not in wanted:
            continue
        made = _words(text, known) | kin[text]
        made.update(
            (
                f"mentions {bisect_right((1, 3), len(held) - 1)}",
                f"given {has_given_name(text, people)}",
                f"place {text in places.sure}",
                f"opens {all(one.value('first') for one in held)}",
            )
        )
        for one in held[:_MENTIONS]:
            made |= _beside(names.view, one)
        yield held, made


def _words(text: str, known: FirmWords) -> set[str]:
    """Return what the lexicons know of a name. Its letters are not weighed: they vary too much."""
    parts = text.split()
    last = parts[-1]
    return {
        f"legal {last.strip(',') in known.legal}",
        f"firm {last in known.firm}",
        f"no firm {not known.not_firms.isdisjoint(parts)}",
        f"nation {text in known.nations}",
        f"common {text in known.common}",
        f"all common {all(part in known.common for part in parts)}",
    }


def _kin(names: Names, known: FirmWords, people: PersonWords) -> dict[str, set[str]]:
    """Return for each name what longer and shorter names of the article tell about it."""
    made: dict[str, set[str]] = defaultdict(set)
    for text in names.by_text:
        parts = text.split()
        firm = parts[-1].strip(",.") in known.legal or parts[-1] in known.firm
        given = has_given_name(text, people)
        for size in range(1, len(parts)):
            for part, where in ((parts[:size], "begins"), (parts[size:], "ends")):
                shorter = " ".join(part)
                if shorter in names.by_text:
                    made[shorter].update((f"{where} a longer name", f"{where} {given} {firm}"))
                    made[text].add(f"longer name {where}")
        initials = "".join(part[0] for part in parts if part.strip(",.") not in known.legal)
        if initials in names.by_text and len(initials) > 1:
            made[initials].update(("initials", f"initials {firm}"))
    return made


def _beside(view: str, name: Proposal) -> set[str]:
    start, end = name.span
    before = ["<start>", "<start>", "<start>"]
    if not name.value("first"):
        before += map(_plain, _WORD.findall(view, max(0, start - _REACH), start))
    after = [*map(_plain, _WORD.findall(view, end, end + _REACH)), "<end>", "<end>", "<end>"]
    made = {
        f"before {before[-1]}",
        f"before {before[-2]} {before[-1]}",
        f"near before {before[-2]}",
        f"near before {before[-3]}",
        f"after {after[0]}",
        f"after {after[0]} {after[1]}",
        f"near after {after[1]}",
        f"near after {after[2]}",
        f"between {before[-1]} {after[0]}",
    }
    made.add(f"after ending {after[0][-2:]}")
    made.add(f"near after ending {after[1][-3:]}")
    return made


def _plain(word: str) -> str:
    first = word[0]
    return "<number>" if first.isdigit() else "<name>" if first.isupper() else word


RULES = (weighed,)
