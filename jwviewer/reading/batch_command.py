"""What ``jwviewer read … --output`` does: many articles in, dossiers or tables out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from jwviewer.language import tr
from jwviewer.reading.batch import Failed, Found, Options, articles_in, read_here
from jwviewer.reading.batch_results import Results
from jwviewer.reading.cluster import dask, read_on_cluster
from jwviewer.reading.command import DONE, REFUSED, SOME_FAILED, check_day

_WIDTH = 30


def read_batch(
    paths: Sequence[Path], output: Path, options: Options, *,
    form: str = "dossier", engine: str = "local", scheduler: str = "",
) -> int:  # fmt: skip
    """Read all articles, write what they give, tell what failed; return the exit code.

    Raises ValueError for a date that is no day, OutputRefused, EngineMissing, WriteFailed.
    """
    check_day(options.article_date)
    if engine == "dask":
        dask()  # to say at once that it is missing
    articles = articles_in(paths)
    results = Results(output, form, articles)
    options = replace(options, whole=results.is_merged)
    if engine == "dask":
        outcomes = read_on_cluster(articles, options, scheduler)
    else:
        outcomes = read_here(articles, options)
    failed = _collect(outcomes, results, Bar(len(articles), sys.stderr))
    if len(failed) < len(articles):
        results.finish()
    _tell(results, options, len(articles), failed)
    if failed:
        return SOME_FAILED if len(failed) < len(articles) else REFUSED
    return DONE


class Bar:
    """A line on a terminal that grows; nothing where there is no terminal."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._done, self._stream = total, 0, stream
        self._shown = stream.isatty() and total > 1

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._shown:
            full = _WIDTH * self._done // self._total
            bar = "#" * full + "." * (_WIDTH - full)
            self._stream.write(f"\r[{bar}] {self._done}/{self._total}")
            self._stream.flush()

    def close(self) -> None:
        """Leave the line."""
        if self._shown and self._done:
            self._stream.write("\n")


def _collect(outcomes: Iterator[Found | Failed], results: Results, bar: Bar) -> list[Failed]:
    failed: list[Failed] = []
    rules: dict[str, int] = {}
    try:
        for one in outcomes:
            if isinstance(one, Failed):
                failed.append(one)
            else:
                results.take(one)
                for failure in one.failures:
                    rules[failure.rule] = rules.get(failure.rule, 0) + 1
            bar.step()
    finally:
        bar.close()
    for rule, count in sorted(rules.items()):
        _say(tr("the rule {rule} failed in {count} articles", rule=rule, count=count))
    return failed


def _tell(results: Results, options: Options, total: int, failed: list[Failed]) -> None:
    for one in sorted(failed, key=lambda one: one.name):
        _say(one.reason if one.name in one.reason else f"{one.name}: {one.reason}")
    read = total - len(failed)
    print(tr("{read} of {total} articles read.", read=read, total=total))  # noqa: T201
    if not read:
        return
    said = tr(
        "{count} facts of confidence {threshold} or more accepted without a look: {path}",
        count=results.accepted, threshold=f"{options.threshold:g}", path=str(results.output),
    )  # fmt: skip
    print(said)  # noqa: T201
    said = tr(
        "{count} proposals left for a person to decide: {path}",
        count=results.left, path=str(results.waiting_file),
    )  # fmt: skip
    print(said)  # noqa: T201
    if results.faulty:
        _say(tr("{count} rows had a fault and were left out", count=results.faulty))


def _say(sentence: str) -> None:
    print(f"jwviewer: {sentence}", file=sys.stderr)  # noqa: T201
