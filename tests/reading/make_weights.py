"""Learn from the articles with gold facts how much each word speaks for a fact.

    python -m tests.reading.make_weights [NAME …] [--without SET … --output FOLDER]

writes ``resources/weights/NAME.json``, one for each lesson, by a logistic regression. ``--without``
learns from the other sets only; scoring a set with weights that were learned without it tells how
they do on articles that nobody has read. ``--output`` writes them elsewhere.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from jwviewer.places import resource
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import RULES
from jwviewer.reading.reading import read_text
from jwviewer.reading.rule import Rule
from jwviewer.reading.weighing import shipped_kinds, shipped_weights
from tests.reading.lessons import LESSONS, Example, Lesson
from tests.reading.make_gold import ARTICLES, article_of, article_text
from tests.reading.matching import Row
from tests.reading.short import items

HELD_BACK = ("belfry",)
"""Sets that nothing is ever learned from."""
LEAST_OFTEN = 3
"""A feature of fewer texts is not learned: an invented name hardly stands in so many."""
STEPS, TURNS = 30, 400
"""At most of Newton's method, and within each to find where it leads."""
STILL = 1e-4
"""Of so small a step none is taken any more."""
ENOUGH = 1e-8
"""Of so small a squared slope nothing is asked any more."""


def texts(without: Sequence[str] = ()) -> Iterator[tuple[str, list[Row]]]:
    """Yield every text with its gold facts, but those of sets that are left out."""
    for path in sorted(ARTICLES.glob("*/*.gold.json")):
        if path.parent.name not in (*HELD_BACK, *without):
            yield article_text(article_of(path)), json.loads(path.read_text("utf-8"))
    for path in sorted((ARTICLES / "short").glob("*.toml")):
        if path.stem not in without:
            yield from items(path)


def examples(lesson: Lesson, without: Sequence[str] = ()) -> list[list[Example]]:
    """Return the examples of a lesson in each text. Raises what a rule or the lesson raises."""
    made: list[list[Example]] = []
    number = next(n for n, rule in enumerate(RULES) if rule.id == lesson.before)
    language = RULES[number].language
    for text, gold in texts(without):

        def gather(draft: Draft, gold: list[Row] = gold) -> None:
            made.append(list(lesson.examples(draft, gold)))

        reading = read_text(text, rules=(*RULES[:number], Rule("gather", gather, (), (), language)))
        if reading.failures:
            raise ValueError(f"{reading.failures[0]}: {text[:60]}")
    return made


def learned(texts_made: list[list[Example]], lesson: Lesson) -> dict[str, Any]:
    """Return the intercept and the weight of each feature, or these for each kind of example.

    They are found by Newton's method from nought. Raises if they are not found.
    """
    made = list(chain.from_iterable(texts_made))
    kinds = sorted({kind for _, kind in made if isinstance(kind, str)})
    if kinds:
        return {
            kind: learned([[(f, k == kind) for f, k in one] for one in texts_made], lesson)
            for kind in kinds
        }
    often = Counter(
        feature for one in texts_made for feature in set().union(*(known for known, _ in one))
    )
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
        step = _step(table, chance * (1 - chance), held, slope)
        weights -= step
        if np.abs(step).max() < STILL:
            break
    else:
        raise ValueError(f"No weights are found in {STEPS} steps")
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
    parser.add_argument("--output", type=Path, default=resource("weights"), metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    chosen.output.mkdir(parents=True, exist_ok=True)
    for name in chosen.names:
        made = examples(LESSONS[name], chosen.without)
        held = learned(made, LESSONS[name])
        target = chosen.output / f"{name}.json"
        target.write_text(json.dumps(held, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        # What the next lesson is read with.
        shipped_weights.cache_clear()
        shipped_kinds.cache_clear()
        print(f"{name}: {sum(map(len, made))} examples, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
