"""Print one line a row: name, ratio, limit, and as the last word pass or short."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.row import Failed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

THEMES = ("starts", "frames", "pictures", "files", "window", "articles")
SMALL = 10_000
QUICK_BYTES = 250_000


def main() -> int:
    """Run all benchmarks; short rows are information and do not fail the run."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="few rounds, within two minutes")
    parser.add_argument("--keep", type=Path, help="where the large dossiers lie, or are to lie")
    parser.add_argument("--facts", type=int, help="how many facts a large dossier has")
    parser.add_argument("--big", action="store_true", help="ten million facts, and nothing else")
    parser.add_argument("--only", choices=THEMES, nargs="+", default=THEMES)
    given = parser.parse_args()
    facts = given.facts or (100_000 if given.quick else 1_000_000)
    with TemporaryDirectory() as home:
        if given.big:
            from tests.benchmarks.big import FACTS, big_rows

            large = partial(big_rows, given.keep or Path(home), Path(home), given.facts or FACTS)
            for row in _guarded("very many facts", large):
                print(row, flush=True)
            return 0
        for theme in given.only:
            rows = partial(_rows, theme, given.quick, facts, given.keep or Path(home), Path(home))
            for row in _guarded(theme, rows):
                print(row, flush=True)
    return 0


def _guarded(theme: str, rows: Callable[[], Iterable[object]]) -> Iterator[object]:
    """Give a theme's rows; what fails is told, and the next theme begins."""
    try:
        yield from rows()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other themes go on
        yield Failed(f"rows of {theme}", repr(error))


def _rows(theme: str, quick: bool, facts: int, keep: Path, home: Path) -> Iterable[object]:
    if theme in ("files", "window"):
        return _large(theme, quick, facts, keep, home)
    if theme == "starts":
        from tests.benchmarks.starts import starts

        return starts(3 if quick else 15)
    if theme == "frames":
        from tests.benchmarks.frames import frames

        return frames(20 if quick else 100)
    if theme == "articles":
        from tests.benchmarks.articles import article_rows

        return article_rows(1, QUICK_BYTES) if quick else article_rows(3)
    from tests.benchmarks.pictures import pictures

    return pictures(3 if quick else 9)


def _large(theme: str, quick: bool, facts: int, keep: Path, home: Path) -> Iterator[object]:
    from tests.benchmarks.asking import Patience

    large, small = dossier(keep, facts), dossier(keep, SMALL)
    words = f"{facts:,}"
    if theme == "files":
        from tests.benchmarks.large_files import file_rows

        patience = Patience(40, 45) if quick else Patience(120, 400)
        yield from file_rows(large, home, words, rounds=1 if quick else 3, patience=patience)
    else:
        from tests.benchmarks.large_window import window_rows

        patience = Patience(30, 50) if quick else Patience(120, 500)
        yield from window_rows(
            large, small, home, words, rounds=12 if quick else 100, patience=patience
        )


def dossier(keep: Path, facts: int) -> Path:
    """Return the folder of a dossier with that many facts, made if it is not there yet."""
    from tests.benchmarks.make_dossier import make_dossier

    folder = keep / f"facts-{facts}"
    if not (folder / "datapackage.json").exists():
        make_dossier(folder, facts, seed=1)
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
