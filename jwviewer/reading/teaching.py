"""What reading learns from a review: names that were accepted, rejected, or found to be one.

It is kept in two lexicons of the person's own, plain files that can be read and edited, and
reading adds them to those that ship. Nothing else is learnt, and it can be switched off.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jwviewer.dossier.atomic import write_atomically
from jwviewer.reading.lexicons import (
    MOST_BYTES,
    LexiconRefused,
    Lexicons,
    load_lexicons,
    shipped_lexicons,
    with_words,
)
from jwviewer.reading.review import Review

KINDS = ("company", "person", "place")
"""The kinds of names that are learnt."""
NONE = "none"
"""Stands in the place of a kind for what is no name."""
_FILES = {"en": "en/known.toml", "zh": "zh/firms.toml"}
_HEAD = "# Learnt in reviews. Read with the program's own words; edit it here or in the program.\n"
_OFF = "off"
"""A file of this name beside the lexicons says that they are not to be used."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Names with the kind that they have (``none`` for what is no name), and names of one firm."""

    names: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    def without(self, names: Iterable[str]) -> Taught:
        """Return what is left when some names are forgotten."""
        gone = set(names)
        return Taught(
            {name: kind for name, kind in self.names.items() if name not in gone},
            {name: kept for name, kept in self.same.items() if name not in gone},
        )


def learn(taught: Taught, review: Review) -> Taught:
    """Return what is known after a review; what was decided last about a name holds.

    Only names as they stand in the text are learnt, and only the person's own decisions on them.
    """
    names, same = dict(taught.names), dict(taught.same)
    for key, item in review.items.items():
        fact = item.fact
        name = fact.value("name")
        if fact.kind not in KINDS or not _is_name(name):
            continue
        if item.into:
            kept = review.items[review.resolved(key)].fact.value("name")
            if fact.kind == "company" and _is_name(kept) and kept != name:
                same[name] = kept
        elif item.decision == "accepted":
            names[name] = fact.kind
        elif item.decision == "rejected":
            names[name] = NONE
    return Taught(names, {name: kept for name, kept in same.items() if names.get(name) != NONE})


class Teaching:
    """The person's own lexicons in a folder: what is in them, and whether reading uses them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def used(self) -> bool:
        """Whether reading uses what was learnt."""
        return not (self.folder / _OFF).exists()

    def use(self, wanted: bool) -> None:
        """Switch it on or off; raises WriteFailed or OSError."""
        if wanted:
            (self.folder / _OFF).unlink(missing_ok=True)
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self.folder / _OFF, b"")

    def lexicons(self) -> Lexicons:
        """Return the words that reading is to use; those that ship where the own are unreadable."""
        if not self.used or not self.folder.is_dir():
            return shipped_lexicons()
        try:
            return with_words(shipped_lexicons(), load_lexicons(self.folder).files)
        except LexiconRefused:
            return shipped_lexicons()

    def load(self) -> Taught:
        """Return what was learnt; a file that cannot be read counts as empty."""
        names: dict[str, str] = {}
        same: dict[str, str] = {}
        for language, file in _FILES.items():
            table = self._table(file)
            kinds = {**{kind: kind for kind in KINDS}, NONE: NONE}
            if language == "zh":
                kinds = {"known": "company", "not_names": NONE}
            for section, kind in kinds.items():
                held = table.get(section)
                names |= dict.fromkeys(map(str, held if isinstance(held, list) else ()), kind)
            pairs = table.get("same")
            if isinstance(pairs, dict):
                same |= {str(name): str(kept) for name, kept in pairs.items()}
        return Taught(names, same)

    def save(self, taught: Taught) -> None:
        """Write what was learnt, one file a language; raises WriteFailed or OSError."""
        chinese = {n: k for n, k in taught.names.items() if _is_chinese(n)}
        english = {n: k for n, k in taught.names.items() if n not in chinese}
        lists = {k: [n for n, own in english.items() if own == k] for k in (*KINDS, NONE)}
        self._write(_FILES["en"], lists, taught.same)
        firms = {
            "known": [n for n, k in chinese.items() if k == "company"],
            "not_names": [n for n, k in chinese.items() if k == NONE],
        }
        self._write(_FILES["zh"], firms, {})

    def _table(self, file: str) -> dict[str, object]:
        path = self.folder / file
        try:
            if path.stat().st_size > MOST_BYTES:
                return {}
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            return {}

    def _write(self, file: str, lists: Mapping[str, list[str]], pairs: Mapping[str, str]) -> None:
        path = self.folder / file
        if not path.exists() and not any(lists.values()) and not pairs:
            return
        lines = [_HEAD]
        lines += [
            f"{name} = [{', '.join(map(_quoted, sorted(held)))}]" for name, held in lists.items()
        ]
        if pairs:
            lines.append("\n[same]")
            lines += [f"{_quoted(name)} = {_quoted(kept)}" for name, kept in sorted(pairs.items())]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, ("\n".join(lines) + "\n").encode("utf-8"))


def call(taught: Taught, name: str, kind: str) -> Taught:
    """Return what is known when a person says of what kind a name is."""
    return replace(taught, names={**taught.names, name: kind})


def _is_name(text: str) -> bool:
    return 1 < len(text) <= 120 and text.isprintable()


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _quoted(text: str) -> str:
    # A JSON string is a TOML string too: both escape quotes, backslashes and control characters.
    return json.dumps(text, ensure_ascii=False)
