"""How a file says that it cannot be read as an article."""

from __future__ import annotations


class ArticleRefused(Exception):
    """A file is no article that can be read; the message is one sentence that says why."""
