"""The rows of the list of facts: headings, the line below which facts want a look, facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jwviewer.language import tr
from jwviewer.panes.review.words import detail_words, group_name, kind_words, value_words
from jwviewer.queries.grid import Grid
from jwviewer.reading.matching import Match
from jwviewer.reading.review import CHECK, Review


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``key`` is the fact's id, or the group's name in a heading."""

    sort: Literal["group", "check", "fact"]
    key: str
    text: str = ""


def rows_of_list(review: Review, wanted: str = "") -> tuple[Row, ...]:
    """Return the rows; with ``wanted`` only facts in whose words these all stand."""
    words = wanted.casefold().split()
    rows: list[Row] = []
    for group, keys in review.groups:
        shown = [key for key in keys if not words or _has(review, key, words)]
        if not shown:
            continue
        done = sum(review.decision(key) != "pending" for key in keys)
        title = tr("{group}  {done} of {all}", group=group_name(group), done=done, all=len(keys))
        rows.append(Row("group", group, title))
        sure = [key for key in shown if review.items[key].fact.confidence >= CHECK]
        known = set(sure)
        rows += [Row("fact", key) for key in sure]
        if len(sure) < len(shown):
            if sure:
                rows.append(Row("check", group, tr("less sure: look closely")))
            rows += [Row("fact", key) for key in shown if key not in known]
    return tuple(rows)


def review_grid(review: Review, keys: tuple[str, ...], matches: Mapping[str, Match]) -> Grid:
    """Return the facts as a table, with all that tells whether they are right."""
    from jwviewer.panes.review.words import basis_name, basis_of, match_name, state_name

    columns = (
        tr("Group"), tr("Decision"), tr("Kind"), tr("As understood"), tr("More"), tr("Passage"),
        tr("Basis"), tr("Rule"), tr("Confidence"), tr("Dossier"),
    )  # fmt: skip
    rows = []
    for key in keys:
        fact = review.items[key].fact
        rows.append((
            group_name(review.group(key)), state_name(review.decision(key)),
            kind_words(review, key), value_words(review, key), detail_words(review, key),
            " ".join(review.article.view[slice(*fact.span)].split()),
            basis_name(basis_of(review.fact(key))), fact.rule, f"{fact.confidence:.2f}",
            match_name(matches.get(key)),
        ))  # fmt: skip
    return Grid(columns, tuple(rows), ("",) * len(rows))


def _has(review: Review, key: str, words: list[str]) -> bool:
    passage = review.article.view[slice(*review.items[key].fact.span)]
    told = (kind_words(review, key), value_words(review, key), detail_words(review, key), passage)
    text = " ".join(told).casefold()
    return all(word in text for word in words)
