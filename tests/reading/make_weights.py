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
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from jwviewer.places import resource
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import RULES
from jwviewer.reading.reading import read_text
from jwviewer.reading.rule import Rule
from tests.reading.lessons import LESSONS, Example, Lesson
from tests.reading.make_gold import ARTICLES, article_of, article_text
from tests.reading.matching import Row
from tests.reading.short import items

LEAST_OFTEN = 3
"""A feature of fewer examples is not learned."""
STEPS, TURNS = 12, 200
"""Of Newton's method, and within each to find where it leads."""
ENOUGH = 1e-8
"""Of so small a squared slope nothing is asked any more."""


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


def learned(made: list[Example], lesson: Lesson) -> dict[str, Any]:
    """Return the intercept and the weight of each feature, or these for each kind of example.

    They are found by Newton's method from nought.
    """
    kinds = sorted({kind for _, kind in made if isinstance(kind, str)})
    if kinds:
        return {
            kind: learned([(known, kind == one) for known, one in made], lesson) for kind in kinds
        }
    often = Counter(feature for known, _ in made for feature in known)
    columns = {one: n for n, one in enumerate(sorted(f for f in often if often[f] >= LEAST_OFTEN))}
    table = np.zeros((len(made), len(columns) + 1))
    table[:, -1] = 1
    for row, (known, _) in enumerate(made):
        table[row, [columns[one] for one in known if one in columns]] = 1
    right = np.array([float(one) for _, one in made])
    held = np.full(len(columns) + 1, lesson.penalty)
    held[-1] = 0
    weights = np.zeros(len(columns) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - right) + held * weights
        weights -= _step(table, chance * (1 - chance), held, slope)
    rounded = {one: round(float(weights[n]), lesson.places) for one, n in columns.items()}
    return {
        "intercept": round(float(weights[-1]), lesson.places),
        "weights": {one: weight for one, weight in rounded.items() if weight},
    }


def _step(table: np.ndarray, curve: np.ndarray, held: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Return where the quadratic with this slope is least, by conjugate gradients.

    Its bend, of as many rows and columns as there are features, is never made.
    """
    made, rest = np.zeros_like(slope), slope.copy()
    way, size = rest.copy(), float(rest @ rest)
    for _ in range(TURNS):
        if size < ENOUGH:
            break
        bent = table.T @ (curve * (table @ way)) + held * way
        share = size / float(way @ bent)
        made += share * way
        rest -= share * bent
        size, last = float(rest @ rest), size
        way = rest + size / last * way
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=list(LESSONS), metavar="NAME")
    parser.add_argument("--without", nargs="+", default=[], metavar="SET")
    chosen = parser.parse_args(arguments)
    for name in chosen.names:
        made = examples(LESSONS[name], chosen.without)
        held = learned(made, LESSONS[name])
        target = resource("weights", f"{name}.json")
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(held, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{name}: {len(made)} examples, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
