"""Learn from the articles with gold facts how much each word speaks for a fact.

    python -m tests.reading.make_weights [NAME …] [--without SET …]

writes ``resources/weights/NAME.json``, one for each lesson, by a logistic regression. ``--without``
learns from the other sets only; scoring a set with weights that were learned without it tells how
they do on articles that nobody has read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from jwviewer.places import resource
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import RULES
from jwviewer.reading.layers.claim_worth import features
from jwviewer.reading.layers.claims import weighed
from jwviewer.reading.layers.company_weights import weighed_names
from jwviewer.reading.name_index import names_of
from jwviewer.reading.reading import read_text
from jwviewer.reading.rule import Rule
from tests.reading.fields import whole_places
from tests.reading.make_gold import ARTICLES, article_of, article_text
from tests.reading.matching import Row, pairs, plain_name, shared, spans
from tests.reading.short import items

Example = tuple[set[str], bool]

LEAST_OFTEN = 3
"""A feature of fewer examples is not learned."""
STEPS = 12
PLACES = 2
"""Decimal places of a weight; what is nothing at so many is left out."""


@dataclass(frozen=True)
class Lesson:
    """What is learned: how examples are found in an article read up to a rule."""

    before: str
    examples: Callable[[Draft, list[Row]], Iterator[Example]]
    penalty: float
    """Half of this times the sum of the squared weights is added to the negative log-likelihood."""


def claims(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every statement; it is a claim if a gold one is best told by it."""
    told = [row for row in gold if row["kind"] == "claim"]
    found: list[Row] = [
        {"span": span, "statement": statement} for span, _, _, statement in weighed(draft)
    ]

    def fit(row: Row, one: Row) -> float:
        places = whole_places(row)
        together = shared(places, [one["span"]])
        least = min(end - start for start, end in [*places, one["span"]])
        return float(together) if together * 2 >= least else 0

    gold_of = {j: told[i] for i, j in pairs(told, found, fit)}
    for number, one in enumerate(found):
        row = gold_of.get(number)
        if row is None or not row.get("optional"):
            yield features(one["statement"]), row is not None


def companies(draft: Draft, gold: list[Row]) -> Iterator[Example]:
    """Yield every name; it is a company if gold has a company of that name, in any form of it."""
    view = draft.article.view
    kinds: dict[str, Row] = {}
    for row in sorted(gold, key=lambda one: one["kind"] == "company"):
        if row["kind"] in ("company", "person", "place"):
            seen = [view[start:end] for start, end in spans(row, "name")]
            for form in (row["name"], *(row.get("aliases") or []), *seen):
                kinds[plain_name(form)] = row
    for held, known in weighed_names(draft, names_of(draft).by_text):
        row = kinds.get(plain_name(held[0].value("name")), {})
        company = row.get("kind") == "company"
        if not (company and row.get("optional")):
            yield known, company


LESSONS = {
    "en-claims": Lesson("claims.read", claims, penalty=6),
    "en-companies": Lesson("companies.weighed", companies, penalty=2),
}


def texts(without: Sequence[str] = ()) -> Iterator[tuple[str, list[Row]]]:
    """Yield every text with its gold facts, but those of sets that are left out."""
    for path in sorted(ARTICLES.glob("*/*.gold.json")):
        if path.parent.name not in without:
            yield article_text(article_of(path)), json.loads(path.read_text("utf-8"))
    for path in sorted((ARTICLES / "short").glob("*.toml")):
        if path.stem not in without:
            yield from items(path)


def examples(lesson: Lesson, without: Sequence[str] = ()) -> list[Example]:
    """Return all examples of a lesson. Raises what a rule or the lesson raises."""
    made: list[Example] = []
    number = next(n for n, rule in enumerate(RULES) if rule.id == lesson.before)
    language = RULES[number].language
    for text, gold in texts(without):

        def gather(draft: Draft, gold: list[Row] = gold) -> None:
            made.extend(lesson.examples(draft, gold))

        reading = read_text(text, rules=(*RULES[:number], Rule("gather", gather, (), (), language)))
        if reading.failures:
            raise ValueError(f"{reading.failures[0]}: {text[:60]}")
    return made


def learned(made: list[Example], strength: float) -> tuple[float, dict[str, float]]:
    """Return the intercept and the weight of each feature, by Newton's method from nought."""
    often = Counter(feature for known, _ in made for feature in known)
    columns = {one: n for n, one in enumerate(sorted(f for f in often if often[f] >= LEAST_OFTEN))}
    table = np.zeros((len(made), len(columns) + 1))
    table[:, -1] = 1
    for row, (known, _) in enumerate(made):
        table[row, [columns[one] for one in known if one in columns]] = 1
    right = np.array([float(one) for _, one in made])
    penalty = np.full(len(columns) + 1, strength)
    penalty[-1] = 0
    weights = np.zeros(len(columns) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - right) + penalty * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    rounded = {one: round(float(weights[n]), PLACES) for one, n in columns.items()}
    return round(float(weights[-1]), PLACES), {one: w for one, w in rounded.items() if w}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=list(LESSONS), metavar="NAME")
    parser.add_argument("--without", nargs="+", default=[], metavar="SET")
    chosen = parser.parse_args(arguments)
    for name in chosen.names:
        made = examples(LESSONS[name], chosen.without)
        intercept, weights = learned(made, LESSONS[name].penalty)
        target = resource("weights", f"{name}.json")
        target.parent.mkdir(exist_ok=True)
        held = {"intercept": intercept, "weights": weights}
        target.write_text(json.dumps(held, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{name}: {len(made)} examples, {len(weights)} weights")


if __name__ == "__main__":
    main()
