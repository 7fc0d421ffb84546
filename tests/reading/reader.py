"""What jwviewer reads out of an article's file, as ``jwviewer read ARTICLE --json`` prints it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jwviewer.reading.loaders import load_article
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records


def read(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """Return the canonical text, which the positions count in, and the proposed facts."""
    text = load_article(path).text
    return text, reading_records(read_text(text))
