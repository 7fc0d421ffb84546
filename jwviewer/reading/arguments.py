"""What ``jwviewer read`` takes on the command line, and which command that means."""

from __future__ import annotations

import argparse
from pathlib import Path

from jwviewer.language import tr


class ReadRefused(Exception):
    """One sentence for the person, and the exit code that goes with it."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def add_read_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell a parser what reading takes."""
    parser.epilog = tr(
        "With --output nobody looks at the facts: those of a confidence of at least --threshold"
        " are accepted, and the others written to proposals.json beside them; at the end it is"
        " said how many of each there are."
    )
    add = parser.add_argument
    add(
        "articles", nargs="+", type=Path, metavar="ARTICLE",
        help=tr("a file; with --output a folder of files, too"),
    )  # fmt: skip
    add("--json", action="store_true", help=tr("as JSON, in the form of facts --json"))
    add("--date", default="", help=tr("the day of the articles, which settles 'last year'"))
    add(
        "--output", type=Path, metavar="FILE.dossier|FOLDER",
        help=tr("write one dossier of all articles, or a folder with a dossier of each"),
    )  # fmt: skip
    add(
        "--threshold", type=_share, default=0.8, metavar="C",
        help=tr("the confidence from which facts are accepted unseen (0.8)"),
    )  # fmt: skip
    add(
        "--format", choices=("dossier", "parquet"), default="dossier",
        help=tr("parquet: one file per table in FOLDER (extra 'parquet')"),
    )  # fmt: skip
    add(
        "--engine", choices=("local", "dask"), default="local",
        help=tr("dask: on a Dask cluster (extra 'cluster')"),
    )  # fmt: skip
    add(
        "--scheduler", default="", metavar="ADDRESS",
        help=tr("the address of the Dask cluster; without it one is started here"),
    )  # fmt: skip


def run_read(given: argparse.Namespace) -> int:
    """Read what was asked for and return the exit code; raises ReadRefused."""
    import platformdirs

    from jwviewer.dossier.files import DossierRefused, WriteFailed
    from jwviewer.reading.command import read_articles
    from jwviewer.reading.teaching import Teaching

    taught = Teaching(Path(platformdirs.user_config_dir("jwviewer", appauthor=False)) / "lexicons")
    try:
        if given.output is None:
            return read_articles(
                given.articles, as_json=given.json, article_date=given.date,
                lexicons=taught.lexicons(),
            )  # fmt: skip
        return _run_batch(given, taught.folder if taught.used else None)
    except ValueError as error:
        raise ReadRefused(str(error), 2) from error
    except (DossierRefused, WriteFailed) as refused:
        raise ReadRefused(str(refused), 1) from refused


def _run_batch(given: argparse.Namespace, words: Path | None) -> int:
    from jwviewer.reading.batch import Options, own_words
    from jwviewer.reading.batch_command import read_batch
    from jwviewer.reading.batch_results import OutputRefused
    from jwviewer.reading.cluster import EngineMissing

    if given.json:
        raise ReadRefused(tr("--json prints, and --output writes; choose one"), 2)
    own = own_words(words) if words is not None and words.is_dir() else ""
    try:
        return read_batch(
            given.articles, given.output, Options(given.date, given.threshold, own),
            form=given.format, engine=given.engine, scheduler=given.scheduler,
        )  # fmt: skip
    except (OutputRefused, EngineMissing) as refused:
        raise ReadRefused(str(refused), 2) from refused


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not between 0 and 1")
    return share
