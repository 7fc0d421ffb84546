"""Companies, people, places and things of the industry, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.industry import names
from tests.benchmarks.industry.cells import (
    Array,
    Columns,
    chosen,
    drawn,
    empty,
    ids,
    taken,
    zipf,
)  # fmt: skip
from tests.benchmarks.industry.days import DAYS, calendar
from tests.benchmarks.industry.voices import voice

BASES = {"stated": 0.9, "inferred": 0.08, "supplied": 0.02}
_COUNTRIES = ("CN", "DE", "SE", "US", "JP", "KR", "FR", "IT", "IN", "BR")
_OFFICES = (
    "Chair", "Chief executive", "Chief engineer", "Head of purchasing", "Member of the board",
    "Head of research", "Spokesperson", "Director of the works", "Founder", "Adviser",
)  # fmt: skip
_RELATIONS = {
    "makes": 0.3, "develops": 0.14, "uses": 0.12, "owns": 0.1, "member-of": 0.08,
    "part-of": 0.08, "seated-in": 0.1, "located-in": 0.06, "same-as": 0.02,
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """The ids and names that other tables speak of; ``owner`` gives a product's company."""

    companies: list[str]
    short_names: list[str]
    people: list[str]
    places: list[str]
    place_names: list[str]
    programmes: list[str]
    technologies: list[str]
    products: list[str]
    product_names: list[str]
    owner: Array

    @property
    def speakers(self) -> list[str]:
        """Those who can say something: the better known half."""
        return self.companies[: len(self.companies) // 2 + 1] + self.people[: len(self.people) // 2]

    def product_of(self, companies: Array, pick: Array) -> Array:
        """Return a product of each company, -1 where it has none; ``pick`` is 0 up to 1."""
        first = np.searchsorted(self.owner, companies)
        many = np.searchsorted(self.owner, companies, side="right") - first
        found = first + (pick * many).astype(int)
        return np.where(many > 0, found, -1)


def make_entities(rng: np.random.Generator, companies: int, count: int) -> tuple[Cast, Columns]:
    """Return the cast of ``count`` entities and the table of them."""
    rest = count - companies
    sizes = {
        "company": companies,
        "place": max(4, rest // 20),
        "programme": max(2, rest // 40),
        "technology": max(4, rest // 12),
        "product": max(6, rest * 2 // 5),
    }
    sizes["person"] = count - sum(sizes.values())
    full, short = names.companies(companies)
    owner = np.sort(zipf(rng, companies, sizes["product"]))
    series = rng.integers(0, 26, len(owner)).tolist()
    models = [
        f"{short[firm]} {chr(65 + letter)}{n % 900 + 100}"
        for n, (firm, letter) in enumerate(zip(owner.tolist(), series, strict=True))
    ]
    fields = names.fields()
    cast = Cast(
        ids("co", companies), short, ids("pe", sizes["person"]), ids("pl", sizes["place"]),
        names.places(sizes["place"]), ids("pg", sizes["programme"]),
        ids("te", sizes["technology"]), ids("pr", sizes["product"]), models, owner,
    )  # fmt: skip
    parts = (
        ("company", cast.companies, full),
        ("person", cast.people, names.people(rng, sizes["person"])),
        ("place", cast.places, cast.place_names),
        ("programme", cast.programmes, [f"{n} Programme" for n in names.stems(sizes["programme"])]),
        ("technology", cast.technologies, [
            f"{name} {fields[n % len(fields)]}"
            for n, name in enumerate(names.stems(sizes["technology"]))
        ]),
        ("product", cast.products, models),
    )  # fmt: skip
    return cast, _table(rng, cast, parts)


def _table(
    rng: np.random.Generator, cast: Cast, parts: tuple[tuple[str, list[str], list[str]], ...]
) -> Columns:
    firms = len(cast.companies)
    size = sum(len(ids) for _, ids, _ in parts)
    rest = size - firms
    belongs = np.full(size, -1)
    belongs[size - len(cast.owner) :] = cast.owner
    countries = np.where(np.arange(size) < firms, zipf(rng, len(_COUNTRIES), size), -1)
    # Most products are said to be the company's own, some only stand in its paragraph.
    inferred = (rng.random(size) < 0.12).astype(int)
    local = names.local_names(rng, firms)
    return {
        "entity_id": [one for _, ids, _ in parts for one in ids],
        "kind": [kind for kind, ids, _ in parts for _ in ids],
        "name": [name for _, _, names_ in parts for name in names_],
        "short_name": [*cast.short_names, *empty(rest)],
        "name_local": [*local, *empty(rest)],
        "aliases": [
            *(f"{name} Group;{other[:4]}" for name, other in
              zip(cast.short_names, local, strict=True)),
            *empty(rest),
        ],
        "country": taken(_COUNTRIES, countries),
        "definition": empty(size),
        "company_ids": taken(cast.companies, belongs),
        "company_basis": taken(("stated", "inferred"), np.where(belongs < 0, -1, inferred)),
    } | voice(rng, size, cast.speakers)  # fmt: skip


def make_roles(rng: np.random.Generator, cast: Cast, count: int) -> tuple[Columns, Array]:
    """Return who held which office, and a day of each term; -1 where none is known."""
    year = calendar().year
    first = rng.integers(0, DAYS, count)
    last = np.minimum(first + rng.integers(300, 4000, count), DAYS - 1)
    kind = chosen(rng, (0.4, 0.35, 0.25), count)
    terms = [
        f"{a}/.." if k == 0 else f"{a}/{b}" if k == 1 and a != b else ""
        for k, a, b in zip(kind.tolist(), year[first], year[last], strict=True)
    ]
    dated = np.array([bool(term) for term in terms])
    return {
        "role_id": ids("ro", count),
        "person_id": taken(cast.people, rng.integers(0, len(cast.people), count)),
        "role": taken(_OFFICES, zipf(rng, len(_OFFICES), count)),
        "organisation_id": taken(cast.companies, zipf(rng, len(cast.companies), count, 0.8)),
        "period": terms,
        "period_basis": taken(("stated", "undated"), (~dated).astype(int)),
    } | voice(rng, count, cast.speakers), np.where(dated, first, -1)  # fmt: skip


def make_relations(rng: np.random.Generator, cast: Cast, count: int) -> Columns:
    """Return how companies, places and things hang together; undated, as most sources have it."""
    words = list(_RELATIONS)
    word = chosen(rng, list(_RELATIONS.values()), count)
    firms = len(cast.companies)
    subject = zipf(rng, firms, count, 0.7)
    other = (subject + 1 + rng.integers(0, firms - 1, count)) % firms
    objects = np.array(taken(cast.companies, other), dtype=object)
    things = np.array(cast.products + cast.technologies, dtype=object)
    towns = np.array(cast.places, dtype=object)
    for name, options in (
        ("makes", things), ("develops", things), ("uses", things),
        ("seated-in", towns), ("located-in", towns),
    ):  # fmt: skip
        rows = np.flatnonzero(word == words.index(name))
        objects[rows] = options[rng.integers(0, len(options), len(rows))]
    return {
        "relation_id": ids("re", count),
        "subject_id": taken(cast.companies, subject),
        "relation": taken(words, word),
        "object_id": objects.tolist(),
        "basis": drawn(rng, BASES, count),
        "period": empty(count),
        "period_basis": ["undated"] * count,
    } | voice(rng, count, cast.speakers)
