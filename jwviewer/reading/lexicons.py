"""The words that rules look for: data files per language, which a user's own files extend."""

from __future__ import annotations

import re
import tomllib
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from jwviewer.language import tr
from jwviewer.places import resource

T = TypeVar("T")
Table = Mapping[str, Any]

MOST_BYTES = 4_000_000
"""A lexicon larger than this is refused unread."""


class LexiconRefused(ValueError):
    """A lexicon cannot be used; the message names the file and says why."""


@dataclass(frozen=True, eq=False)
class Lexicons:
    """All lexicons by name, such as ``en/money``; each is one TOML file of tables and lists."""

    files: Mapping[str, Table]
    _made: dict[object, Any] = field(default_factory=dict)

    def table(self, name: str, section: str) -> dict[str, Any]:
        """Return a table of a lexicon; empty where there is none."""
        return dict(self.files.get(name, {}).get(section, {}))

    def words(self, name: str, section: str) -> tuple[str, ...]:
        """Return a list of words, or the keys of a table, in the order of the file."""
        return tuple(_listed(self.files.get(name, {}).get(section, ())))

    def once(self, make: Callable[[Lexicons], T]) -> T:
        """Return what ``make`` makes of these lexicons, such as a pattern, made only once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])


class _Shipped(Mapping[str, Table]):
    """The lexicons of a folder by name, each read when it is first asked for.

    An article needs those of its own language, and they take longer to read than it does.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {f"{one.parent.name}/{one.stem}": one for one in folder.glob("*/*.toml")}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            self._read[name] = _read(self._paths[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)


def load_lexicons(*folders: Path) -> Lexicons:
    """Read every ``<language>/<name>.toml`` of the folders; later ones add to earlier ones.

    Lists are joined and tables merged, so that a user's file only holds what is new in it.
    Raises LexiconRefused.
    """
    files: dict[str, Table] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.toml")):
            name = f"{path.parent.name}/{path.stem}"
            files[name] = _joined(files.get(name, {}), _read(path))
    return Lexicons(files)


def with_words(known: Lexicons, more: Mapping[str, Table]) -> Lexicons:
    """Return lexicons with more words, as those of a person."""
    joined = {name: _joined(known.files.get(name, {}), table) for name, table in more.items()}
    return Lexicons(ChainMap(joined, cast("dict[str, Table]", known.files)))


@lru_cache(maxsize=1)
def shipped_lexicons() -> Lexicons:
    """Return the lexicons that come with the program."""
    return Lexicons(_Shipped(resource("lexicons")))


def _read(path: Path) -> Table:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LexiconRefused(tr("{path} is too large to be a lexicon", path=str(path)))
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconRefused(
            tr("{path} cannot be read: {reason}", path=str(path), reason=str(error))
        ) from error


def _listed(words: Iterable[str]) -> Iterable[str]:
    """Return the words of a long list, which is one text with ";" or new lines between them."""
    if not isinstance(words, str):
        return words
    return [entry for line in words.split("\n") for entry in line.split(";") if entry]


def _joined(old: Table, new: Table) -> Table:
    both = dict(old)
    for key, value in new.items():
        held = both.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            both[key] = _joined(held, value)
        elif isinstance(held, list | str) and isinstance(value, list):
            first = list(_listed(held))
            both[key] = [*first, *(one for one in value if one not in first)]
        else:
            both[key] = value
    return both


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches one of the words, the longest first; spaces match any run."""
    return _branches(sorted(set(words), key=lambda word: (-len(word), word)), _BRANCHING)


_BRANCHING = 2
"""So many first letters are tried before words: most places are given up after one or two."""


def _branches(ordered: list[str], depth: int) -> str:
    """Return the words grouped by their first letter, which leaves the order among rivals."""
    groups: dict[str, list[str]] = {}
    for word in ordered:
        groups.setdefault(word[:1].lower() if depth else word, []).append(word)
    made = []
    for group in groups.values():
        first = {word[:1] for word in group}
        if len(group) == 1 or first & {"", " "}:
            made += [re.escape(word).replace(r"\ ", " {1,4}") for word in group]
        elif len(first) == 1:
            inner = _branches([word[1:] for word in group], depth - 1)
            made.append(f"{re.escape(first.pop())}(?:{inner})")
        else:
            # In capitals and small letters: they are rivals where case does not count.
            signs = "".join(map(re.escape, sorted(first)))
            made.append(f"(?=[{signs}])(?:{_branches(group, 0)})")
    return "|".join(made)
