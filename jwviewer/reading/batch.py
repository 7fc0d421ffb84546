"""Reading many articles: a pure function from text to tables, and what maps it over them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jwviewer.dossier.dossier import Dossier
from jwviewer.language import tr
from jwviewer.reading.lexicons import Lexicons, load_lexicons, shipped_lexicons, with_words
from jwviewer.reading.loaders import ArticleRefused, load_article
from jwviewer.reading.reading import Failure, Reading, read_text
from jwviewer.reading.records import reading_records
from jwviewer.reading.review import Review
from jwviewer.reading.review_rows import placement
from jwviewer.reading.tables import Row, Source

THRESHOLD = 0.8
"""Facts of at least this confidence are accepted unless another one is asked for."""


WORTH = 4
"""Starting a process takes as long as reading so many articles and more."""


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read; small and plain, because it goes along with every article.

    ``words`` are the person's own lexicons as JSON; ``whole`` asks for the review as well, which
    is needed where articles are merged.
    """

    article_date: str = ""
    threshold: float = THRESHOLD
    words: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What one article gives: rows of the accepted facts, and the records of those that wait."""

    name: str
    tables: dict[str, list[Row]]
    accepted: int
    waiting: list[dict[str, Any]]
    failures: tuple[Failure, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be read, and why."""

    name: str
    reason: str


def tables_of(text: str, name: str, options: Options) -> Found:
    """Read a normalised text and return its tables; the same text gives the same tables."""
    reading = read_text(text, lexicons=_known(options.words), article_date=options.article_date)
    source = Source(
        id=_plain(Path(name).stem), title=Path(name).name, language=reading.article.language,
        published=options.article_date, supplied=("published",) if options.article_date else (),
    )  # fmt: skip
    review = accepted_above(Review.of(reading, source), options.threshold)
    made = placement(review, Dossier.from_rows({}))
    return Found(
        name, made.tables, len(made.fact_ids),
        waiting(reading, review, made.fact_ids, made.left_out, options.threshold),
        reading.failures, review if options.whole else None,
    )  # fmt: skip


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower())[:48].strip("-") or "article"


def accepted_above(review: Review, threshold: float) -> Review:
    """Accept the facts that reach a confidence, as do all that they cannot do without."""
    sure = {key for key, item in review.items.items() if item.fact.confidence >= threshold}
    chosen = [key for key in review.items if key in sure and sure.issuperset(review.needed(key))]
    return review.with_items(
        {key: replace(review.items[key], decision="accepted") for key in chosen}
    )


def waiting(
    reading: Reading,
    review: Review,
    placed: Mapping[str, str],
    left_out: Mapping[str, str],
    threshold: float,
) -> list[dict[str, Any]]:
    """Return the records of the facts that have no place in the tables, each with the reason."""
    found = []
    for record in reading_records(reading):
        key = record["id"]
        if key in placed:
            continue
        if key in left_out:
            reason = tr("lacks: {what}", what=left_out[key].replace("_", " "))
        elif review.items[key].fact.confidence < threshold:
            reason = tr("below {threshold}", threshold=f"{threshold:g}")
        else:
            reason = tr("names what is below {threshold}", threshold=f"{threshold:g}")
        found.append({"reason": reason, **record})
    return found


def own_words(folder: Path) -> str:
    """Return the person's own lexicons for ``Options``; raises LexiconRefused."""
    return json.dumps(load_lexicons(folder).files, ensure_ascii=False, default=str)


@lru_cache(maxsize=2)
def _known(words: str) -> Lexicons:
    return with_words(shipped_lexicons(), json.loads(words)) if words else shipped_lexicons()


def read_file(path: str, options: Options) -> Found | Failed:
    """Read a file of any kind; whatever is wrong with it is returned, never raised."""
    try:
        return tables_of(load_article(Path(path)).text, path, options)
    except ArticleRefused as refused:
        return Failed(path, str(refused))
    except Exception as error:  # noqa: BLE001 - one article must not stop the rest
        return Failed(path, f"{type(error).__name__}: {error}")


def read_here(paths: Sequence[str], options: Options, jobs: int = 0) -> Iterator[Found | Failed]:
    """Yield what the files give as each is done, in as many processes as are worth while."""
    count = min(jobs or _cores(), len(paths) if jobs else len(paths) // WORTH)
    if count < 2:
        yield from (read_file(path, options) for path in paths)
        return
    unread = dict.fromkeys(paths)
    try:
        for found in _in_pool(list(unread), options, count):
            del unread[found.name]
            yield found
    except BrokenProcessPool:
        # One article brought its process down and all others with it: each gets one of its own.
        for path in unread:
            yield _alone(path, options)


def _in_pool(paths: list[str], options: Options, count: int) -> Iterator[Found | Failed]:
    # Its workers may start processes, as reading a PDF file does; those of a Pool may not.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        running: set[Future[Found | Failed]] = {
            pool.submit(read_file, path, options) for path in paths
        }
        for done in as_completed(running):
            running.discard(done)
            yield done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(path: str, options: Options) -> Found | Failed:
    try:
        return next(_in_pool([path], options, 1))
    except BrokenProcessPool:
        return Failed(path, tr("{path} brought down the process that read it", path=path))


def _cores() -> int:
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def articles_in(paths: Iterable[Path]) -> list[str]:
    """Return the files that are named, and those of articles in folders that are, each once."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES)
            found += sorted(one for one in inside if one.is_file())
        else:
            found.append(path)
    return list(dict.fromkeys(map(str, found)))


SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"})
"""The files of a folder that are taken for articles."""
