"""What the program remembers between runs: one JSON file, checked on the way in."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

RECENT = 10
"""How many recent dossiers are remembered."""
MOST_BYTES = 4_000_000

_DEFAULTS: dict[str, Any] = {
    "theme": "system",
    "reopen_last": True,
    "remember_recent": True,
    "welcomed": False,
    "recent": [],
    "geometry": "",
    "layout": "",
    "articles": {},
    "figure_texts": {},
    "export": {},
}
_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda v: v in ("system", "light", "dark"),
    "reopen_last": lambda v: isinstance(v, bool),
    "remember_recent": lambda v: isinstance(v, bool),
    "welcomed": lambda v: isinstance(v, bool),
    "recent": lambda v: isinstance(v, list) and all(isinstance(i, str) for i in v),
    "geometry": lambda v: isinstance(v, str),
    "layout": lambda v: isinstance(v, str),
    "articles": lambda v: isinstance(v, dict) and all(isinstance(i, str) for i in v.values()),
    "figure_texts": lambda v: isinstance(v, dict),
    "export": lambda v: isinstance(v, dict),
}


class Settings:
    """Remembered values by name; unknown or damaged ones fall back to their default.

    A file that cannot be read as settings is set aside as ``settings.json.bad``; members
    written by another version are kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None
        self._saved = ""
        self._values: dict[str, Any] = self._load()

    def __getitem__(self, name: str) -> Any:
        value = self._values.get(name)
        if name in self._values and _CHECKS[name](value):
            return value
        return json.loads(json.dumps(_DEFAULTS[name]))

    def __setitem__(self, name: str, value: Any) -> None:
        if not _CHECKS[name](value):
            raise ValueError(f"{value!r} is no value for the setting {name!r}")
        self._values[name] = value

    def remember_dossier(self, path: Path) -> None:
        """Put a dossier on top of the recent ones, unless nothing is to be remembered."""
        if self["remember_recent"]:
            self["recent"] = [str(path), *self._recent_but(path)][:RECENT]

    def forget_dossier(self, path: Path) -> None:
        """Take a dossier that is gone off the recent ones."""
        self["recent"] = self._recent_but(path)

    def remember_article(self, sha256: str, path: Path) -> None:
        """Remember where the person's copy of a source lies; its text is never kept."""
        self["articles"] = {**self["articles"], sha256: str(path)}

    def save(self) -> None:
        """Write the file; a failure is logged, for settings are never worth an interruption."""
        from jwviewer.dossier.atomic import WriteFailed, write_atomically

        # In ASCII, for a file's name need not be text that UTF-8 could hold.
        text = json.dumps(self._values, indent=1, sort_keys=True)
        if text == self._saved:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, text.encode("ascii"))
            self._saved = text
        except (WriteFailed, OSError) as failure:
            log.warning("settings were not saved: %s", failure)

    def _recent_but(self, path: Path) -> list[str]:
        # Windows writes one file's name in more than one case.
        same = os.path.normcase(str(path))
        return [one for one in self["recent"] if os.path.normcase(one) != same]

    def _load(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > MOST_BYTES:
                raise ValueError("far too large for settings")
            values = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(values, dict):
                raise ValueError("not a JSON object")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as failure:
            log.warning("settings were set aside: %s", failure)
            self._set_aside()
            return {}
        return values

    def _set_aside(self) -> None:
        bad = self.path.with_name(self.path.name + ".bad")
        try:
            self.path.replace(bad)
            self.set_aside = bad
        except OSError as failure:
            log.warning("damaged settings could not be set aside: %s", failure)
