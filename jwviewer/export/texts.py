"""Titles, subtitles and notes that the person wrote, remembered per dossier and pane."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jwviewer.drawing.figure import FigureTexts

Store = MutableMapping[str, Any]
"""Whatever keeps JSON values by name, such as a member of the settings."""
LONGEST = 2_000
_FIELDS = ("title", "subtitle", "notes")


def remembered(store: Store, dossier_id: str, pane: str) -> FigureTexts:
    """Return what the person last wrote for that picture; damaged entries count as nothing."""
    entry = store.get(_key(dossier_id, pane))
    if not isinstance(entry, dict):
        return FigureTexts()
    kept = {name: entry[name][:LONGEST] for name in _FIELDS if isinstance(entry.get(name), str)}
    return FigureTexts(**kept)


def remember(store: Store, dossier_id: str, pane: str, texts: FigureTexts) -> None:
    """Keep what the person wrote; a picture with automatic texts only leaves no entry."""
    written = {
        name: text[:LONGEST] for name in _FIELDS if (text := getattr(texts, name)) is not None
    }
    if written:
        store[_key(dossier_id, pane)] = written
    else:
        store.pop(_key(dossier_id, pane), None)


def _key(dossier_id: str, pane: str) -> str:
    return f"{dossier_id}/{pane}"
