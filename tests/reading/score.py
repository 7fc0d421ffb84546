"""Score what jwviewer reads out of articles against gold facts.

    python -m tests.reading.score FOLDER [--errors] [--each] [--json] [--predictions FOLDER]
    python -m tests.reading.score --seed ARTICLE [--dossier DOSSIER]

FOLDER holds articles (.txt, .md, .html), each with NAME.gold.json beside it: a list of records in
the form of ``jwviewer facts --json``. Empty fields may be left out; "optional": true marks what
careful readers may or may not list, which is neither missed nor wrong. ``--predictions`` takes
NAME.json, as ``jwviewer read NAME.txt --json`` writes it, instead of reading now. ``--seed`` takes
a dossier as the gold facts of the article that it was made of.

Facts are matched one to one, the best fitting pairs first. Passages overlap if they share a
character. Names are compared without case, punctuation and legal form.

money             value (both ends of a range), currency and bound are the same, and the passages
                  of the value overlap
quantity value    figures other than money: value the same, passages of the value overlap
quantity unit bound   the same with bound and unit (of a noun of several words the last counts;
                  or a unit that gold has under "also", here and for money)
direction, figure period   the same with increase or decrease; with the period, money too
date              each passage that gives a stated date or period: the same EDTF, passages overlap
                  (that of a claim does not have to be found)
company           canonical name
alias pairs       canonical name with each other form that it goes by in the text
person, place     name; of a place any form of it
role              person, organisation (any form of it), role (the words of one among the other's)
event type        type (or one that gold has under "also") and a participant in common where both
                  name any; awards and programmes too
event             the same with the date; where gold infers it, none is right as well
claim             passages share half of the shorter one; the same asserter, or none in both, or a
                  document in both, whatever its name
claim covered     the same, but a long claim may cover several short ones and the reverse
conversion        both amounts with their currencies
value span        of figures with the right value: the same passage, but for blanks and stops
relation, programme, technology   by their names, for information

Counted besides: wrong magnitudes (the same digits, another power of ten), wrong currencies,
currencies where gold has "?", other wrong values, bounds that are dropped or wrong, invented dates
(year, month or day not in the text), targets taken as figures (within a gold claim of intent where
gold has no figure), other numbers that are no figures. Totals are over all facts of all articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.text import normalise, text_sha256
from jwviewer.places import seed
from jwviewer.queries.records import records
from tests.reading.make_gold import article_of, article_text
from tests.reading.matching import Row, Tally
from tests.reading.measures import COUNTS, Comparison
from tests.reading.reader import read

AIMS = {
    "money": 0.97, "quantity value": 0.93, "quantity unit bound": 0.88, "date": 0.95,
    "company": 0.92, "person": 0.90, "role": 0.90, "place": 0.93, "event": 0.85, "claim": 0.80,
}  # fmt: skip


class Score:
    """Sums of the measures over articles."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}
        self.counts = dict.fromkeys(COUNTS, 0)
        self.invented: list[str] = []
        self.articles = 0

    def add(self, comparison: Comparison) -> None:
        """Count one article in."""
        self.articles += 1
        for name, tally in comparison.measures().items():
            self.tallies.setdefault(name, Tally()).add(tally)
        for name, count in comparison.counts().items():
            self.counts[name] += count
        self.invented += comparison.invented_dates()

    def as_json(self) -> dict[str, Any]:
        """Return all figures, unrounded."""
        measures = {
            name: {
                "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
                "right": tally.right, "wrong": tally.wrong, "missed": tally.missed,
            }
            for name, tally in self.tallies.items()
        }  # fmt: skip
        return {"articles": self.articles, "measures": measures, "counts": self.counts}

    def table(self) -> str:
        """Return the figures as lines of text."""
        lines = [f"{'':20} {'P':>5} {'R':>5} {'F1':>5} {'aim':>5} {'right':>6} wrong missed"]
        for name, tally in self.tallies.items():
            aim = f"{AIMS[name]:.2f}" if name in AIMS else ""
            low = " <" if name in AIMS and tally.f1 < AIMS[name] else ""
            lines.append(
                f"{name:20} {tally.precision:5.2f} {tally.recall:5.2f} {tally.f1:5.2f} {aim:>5}"
                f" {tally.right:6} {tally.wrong:5} {tally.missed:6}{low}"
            )
        lines += [f"{name:30} {count:4}" for name, count in self.counts.items()]
        return "\n".join(lines)


def aligned(gold: list[Row], gold_text: str, text: str) -> list[Row]:
    """Return gold facts with their passages where they stand in another form of the same text.

    Blanks and left-out parts of a page may differ; a passage that is not there is dropped.
    """
    if gold_text == text:
        return gold
    matcher = SequenceMatcher(None, gold_text, text, autojunk=False)
    moved = {
        block.a + k: block.b + k
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
    }

    def shifted(one: Row) -> Row | None:
        ends = moved.get(one["start"]), moved.get(one["end"] - 1)
        if ends[0] is None or ends[1] is None:
            return None
        return one | {"start": ends[0], "end": ends[1] + 1}

    return [
        row | {"evidence": [e for one in row["evidence"] if (e := shifted(one)) is not None]}
        for row in gold
    ]


def compare_folder(folder: Path, predictions: Path | None = None) -> dict[str, Comparison]:
    """Return a comparison for every article of a folder that has gold facts."""
    made = {}
    for path in sorted(folder.rglob("*.gold.json")):
        article = article_of(path)
        gold, gold_text = json.loads(path.read_text("utf-8")), article_text(article)
        text, predicted = read(article)  if predictions is None else (
            gold_text, json.loads((predictions / f"{article.stem}.json").read_text("utf-8"))
        )  # fmt: skip
        made[article.name] = Comparison(aligned(gold, gold_text, text), predicted, text)
    return made


def compare_seed(article: Path, dossier: Path) -> Comparison:
    """Return a comparison of an article with a dossier that was made of it by hand."""
    text = normalise(article.read_bytes())
    opened = open_dossier(dossier)
    if text_sha256(text) not in set(opened.tables["sources"]["text_sha256"]):
        raise SystemExit(f"{dossier} was not made of {article}")
    return Comparison(records(opened), read(article)[1], text)


def totals(comparisons: dict[str, Comparison]) -> dict[str, Score]:
    """Return the score of all articles, and of those in each language."""
    scores: dict[str, Score] = {}
    for comparison in comparisons.values():
        chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in comparison.text)
        language = "Chinese" if chinese * 4 > len(comparison.text) else "English"
        for name in ("all", language):
            scores.setdefault(name, Score()).add(comparison)
    return scores


def main(arguments: list[str] | None = None) -> int:
    """Print the score of a folder of articles, or of one that a dossier was made of."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.score")
    parser.add_argument("folder", type=Path, nargs="?", help="articles with gold facts")
    parser.add_argument("--json", action="store_true", help="print figures for a program")
    parser.add_argument("--errors", action="store_true", help="list what is missed and wrong")
    parser.add_argument("--each", action="store_true", help="a table for every article")
    parser.add_argument("--predictions", type=Path, help="folder of NAME.json to score instead")
    parser.add_argument("--seed", type=Path, help="an article that a dossier was made of")
    parser.add_argument("--dossier", type=Path, help="that dossier, if not the one delivered")
    given = parser.parse_args(arguments)
    if given.seed:
        dossier = given.dossier or seed("jac-weichai")
        comparisons = {given.seed.name: compare_seed(given.seed, dossier)}
    elif given.folder:
        comparisons = compare_folder(given.folder, given.predictions)
    else:
        parser.error("name a folder of articles or --seed ARTICLE")
    scores = totals(comparisons)
    if given.each:
        for name, comparison in comparisons.items():
            scores[name] = Score()
            scores[name].add(comparison)
    if given.json:
        print(json.dumps({name: score.as_json() for name, score in scores.items()}, indent=1))
        return 0
    for name, score in scores.items():
        print(f"\n{name}: {score.articles} articles\n{score.table()}")
    if given.errors:
        _print_errors(comparisons)
    return 0 if comparisons else 1


def _print_errors(comparisons: dict[str, Comparison]) -> None:
    for name, comparison in comparisons.items():
        for measure, tally in comparison.measures().items():
            for error in tally.errors:
                print(f"{name} [{measure}] {error}")
        for date in comparison.invented_dates():
            print(f"{name} [invented date] {date}")


if __name__ == "__main__":
    sys.exit(main())
