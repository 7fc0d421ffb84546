"""From a file or the clipboard to the canonical text of an article."""

from __future__ import annotations

from jwviewer.reading.loaders.article_file import (
    MOST_BYTES,
    LoadedArticle,
    load_article,
    load_bytes,
    load_clipboard,
)
from jwviewer.reading.loaders.refusal import ArticleRefused

__all__ = [
    "MOST_BYTES",
    "ArticleRefused",
    "LoadedArticle",
    "load_article",
    "load_bytes",
    "load_clipboard",
]
