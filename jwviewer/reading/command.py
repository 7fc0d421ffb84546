"""What ``jwviewer read`` does: articles in, proposed facts out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.language import tr
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.loaders import ArticleRefused, load_article
from jwviewer.reading.reading import Reading, read_text
from jwviewer.reading.records import reading_records

DONE, SOME_FAILED, REFUSED = 0, 1, 2
"""Exit codes: every article was read; some were refused; none could be."""


def read_articles(
    paths: Sequence[Path],
    *,
    as_json: bool,
    article_date: str = "",
    lexicons: Lexicons | None = None,
) -> int:
    """Print what the articles say, and of each one that is refused why; return the exit code.

    With ``as_json`` one article gives a list of records and several an object of lists by path.
    Raises ValueError when ``article_date`` is not one day such as 2019-11-18.
    """
    check_day(article_date)
    found: dict[str, list[dict[str, Any]]] = {}
    refused = 0
    for path in paths:
        try:
            reading = read_text(
                load_article(path).text, article_date=article_date, lexicons=lexicons
            )
        except ArticleRefused as refusal:
            print(f"jwviewer: {refusal}", file=sys.stderr)  # noqa: T201
            refused += 1
            continue
        _report_failures(path, reading)
        found[str(path)] = reading_records(reading)
    if as_json:
        lists: object = found
        if len(paths) == 1:
            lists = next(iter(found.values()), None)
        if found:
            print(json.dumps(lists, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        for path_text, records in found.items():
            if len(paths) > 1:
                print(f"{path_text}:")  # noqa: T201
            print("\n".join(_lines(records)))  # noqa: T201
    if refused:
        return SOME_FAILED if found else REFUSED
    return DONE


def check_day(article_date: str) -> None:
    """Raise ValueError for what is not one day such as 2019-11-18, or nothing."""
    try:
        if not article_date or parse_date(article_date).precision == "day":
            return
    except DateError as error:
        raise ValueError(f"'{article_date}' {error}") from error
    raise ValueError(tr("'{date}' is not one day; write the date as 2019-11-18", date=article_date))


def _report_failures(path: Path, reading: Reading) -> None:
    for failure in reading.failures:
        said = tr(
            "jwviewer: {path}: the rule {rule} failed and was left out: {reason}",
            path=str(path), rule=failure.rule, reason=failure.reason,
        )  # fmt: skip
        print(said, file=sys.stderr)  # noqa: T201


def _lines(records: Iterable[dict[str, Any]]) -> list[str]:
    lines = []
    for record in records:
        shown = {
            name: value
            for name, value in record.items()
            if value and name not in ("id", "kind", "evidence", "rule", "confidence", "basis")
            and not name.endswith("_basis")
        }  # fmt: skip
        words = "; ".join(f"{name} {_words(value)}" for name, value in shown.items())
        lines.append(f"{record['kind']}: {words} [{record['rule']}, {record['confidence']:.2f}]")
    return lines


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
