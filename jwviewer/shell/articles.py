"""The person's own copy of a source: found by its hash, remembered by path, never copied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.text import normalise, text_sha256
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

MOST_BYTES = 2_000_000
FORMATS = (".html", ".htm", ".docx", ".pdf")
"""Files that are read as articles are: their text is what an importer makes of them."""


class ArticleRefused(Exception):
    """A copy that cannot be attached; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A copy read from a file: the source it belongs to, its text, and whether it is the same."""

    source_id: str
    text: str
    sha256: str
    exact: bool


def read_article(dossier: Dossier, path: Path) -> Attached:
    """Read a person's copy and say which source it is; ArticleRefused when that cannot be."""
    sources = dossier.store["sources"].rows()
    if not sources:
        raise ArticleRefused(tr("this dossier names no source that a copy could belong to"))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ArticleRefused(
                tr(
                    "{file} is larger than 2 MB; attach the article alone, as plain text",
                    file=path.name,
                )
            )
        if not path.is_file():
            # A pipe or a device would be read for ever.
            raise ArticleRefused(tr("{file} is not a file", file=path.name))
        text = _formatted(path) if path.suffix.lower() in FORMATS else normalise(path.read_bytes())
    except OSError as failure:
        raise ArticleRefused(
            tr(
                "{file} cannot be read: {cause}",
                file=path.name,
                cause=failure.strerror or str(failure),
            )
        ) from failure
    except ValueError as failure:
        raise ArticleRefused(
            tr(
                "{file} is not plain text in UTF-8; save the article as a text file first",
                file=path.name,
            )
        ) from failure
    sha256 = text_sha256(text)
    same = [s for s in sources if s["text_sha256"] == sha256]
    # Another edition of the text belongs to the source whose length it comes nearest to.
    chosen = same[0] if same else min(sources, key=lambda s: abs(int(s["text_chars"]) - len(text)))
    return Attached(str(chosen["source_id"]), text, sha256, bool(same))


def _formatted(path: Path) -> str:
    from jwviewer.reading.loaders import ArticleRefused as CannotRead
    from jwviewer.reading.loaders import load_article

    try:
        return load_article(path).text
    except CannotRead as refused:
        raise ArticleRefused(str(refused)) from refused
