"""What was decided in a review, on the disk at once: one file of JSON lines per article.

Each line is an annotation: which passage (its place, its words and those around it), which
fact, what was decided. A line holds for its fact until a later one; nothing is ever changed
in the file. The article itself is not in it, only the passages that were judged.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, cast, get_args

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.dossier.text import text_sha256
from jwviewer.reading.proposal import Attribute, Basis, Proposal, Span
from jwviewer.reading.review import Decision, Item, Review
from jwviewer.reading.tables import Source

FORMAT = 1
AROUND = 32
"""How many characters before and after a passage are kept to find it again."""
MOST_BYTES = 64 << 20
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a log holds: of which file it is, and its entries in the order of writing."""

    sha256: str
    file: str
    entries: tuple[Entry, ...]


class ReviewLog:
    """Writes down decisions as they are made; ``file`` is where the article came from."""

    def __init__(self, folder: Path, text: str, file: str = "") -> None:
        self.sha256 = text_sha256(text)
        self.path = folder / f"{self.sha256[:32]}.jsonl"
        self._file = file

    def write(self, review: Review, keys: Iterable[str], when: str) -> None:
        """Add how facts stand now and wait until that is on the disk; raises WriteFailed.

        ``when`` is the time of the decision, in ISO 8601.
        """
        about = {"id": "", "source": asdict(review.source), "when": when}
        lines = b"".join(_line(_entry(review, key, when)) for key in keys) or _line(about)
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                head = {"format": FORMAT, "text_sha256": self.sha256, "file": self._file}
                write_atomically(self.path, _line(head) + lines)
                return
            with self.path.open("a+b") as file:
                # A full disk may have cut the last line off; this one must not hang on to it.
                file.seek(-1, os.SEEK_END)
                file.write(lines if file.read(1) == b"\n" else b"\n" + lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteFailed.of(error, self.path) from error

    def found(self) -> Found | None:
        """Return what an earlier review of this text left; else one of the same file's last text.

        None when there is neither.
        """
        own = read_log(self.path)
        if own is not None or not self._file:
            return own
        others = []
        with suppress(OSError):
            others = sorted(self.path.parent.glob("*.jsonl"), key=_changed, reverse=True)
        heads = (path for path in others if _head(path).get("file") == self._file)
        return next(filter(None, map(read_log, heads)), None)


def read_log(path: Path) -> Found | None:
    """Return what a log holds; a last line that was cut off is left out."""
    head = _head(path)
    if head.get("format") != FORMAT:
        return None
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        lines = path.read_bytes().split(b"\n")[1:-1]
    except OSError:
        return None
    entries = []
    for line in lines:
        with suppress(ValueError, RecursionError):
            value = json.loads(line)
            if isinstance(value, dict):
                entries.append(value)
    return Found(str(head.get("text_sha256")), str(head.get("file", "")), tuple(entries))


def restored(review: Review, entries: Iterable[Entry]) -> Review:
    """Return a review as it was left; passages are found again by their words.

    What is not found in this text any more is left out.
    """
    latest = {str(entry.get("id", "")): entry for entry in entries}
    review = replace(review, source=_source(latest.pop("", {}), review.source))
    places = {key: _place(review, entry) for key, entry in latest.items()}
    keys = {old: _key(review, entry, places[old]) for old, entry in latest.items()}
    for entry in latest.values():
        for old, named in _table(entry, "names").items():
            if old not in keys and isinstance(named, dict):
                keys[old] = _key(review, named, _place(review, named))
    items: dict[str, Item] = {}
    for old, entry in latest.items():
        place, key = places[old], keys[old]
        # A damaged line loses itself, never the review.
        with suppress(KeyError, ValueError, TypeError, AttributeError):
            item = _item(review, entry, key, place, keys)
            if item is not None:
                items[item.fact.id] = item
    return review.with_items(items)


def _entry(review: Review, key: str, when: str) -> Entry:
    item = review.items.get(key)
    if item is None:
        return {"id": key, "gone": True, "when": when}
    first = review.read.get(key, item.fact)
    named = {
        other: _anchor(review, review.read.get(other, review.items[other].fact))
        for other in {*review.named_by(key), item.into} & review.items.keys()
    }
    entry: Entry = {
        "id": key, **_anchor(review, first), "decision": item.decision, "when": when,
        "changed": list(item.changed), "added": item.added, "into": item.into,
    }  # fmt: skip
    if item.into:
        entry |= {"names": named}
    if item.changed or item.added or item.decision == "accepted":
        entry |= {"fact": _as_json(item.fact), "names": dict(sorted(named.items()))}
    return entry


def _anchor(review: Review, fact: Proposal) -> Entry:
    start, end = fact.span
    text = review.article.text
    return {
        "kind": fact.kind, "position": [start, end], "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND],
    }  # fmt: skip


def _place(review: Review, entry: Entry) -> Span | None:
    """Return where an entry's passage stands: at its old place, else where its words are."""
    text, exact = review.article.text, str(entry.get("exact", ""))
    try:
        start, end = (int(one) for one in entry["position"])
    except (KeyError, ValueError, TypeError):
        return None
    if not exact or len(exact) != end - start:
        return None
    before, after = str(entry.get("prefix", "")), str(entry.get("suffix", ""))
    if text[start:end] == exact and (
        text[max(0, start - AROUND) : start] == before or text.count(exact) == 1
    ):
        return start, end
    found = []
    at = text.find(exact)
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)

    def likeness(at: int) -> tuple[int, int]:
        rest = text[at + len(exact) :]
        same = _same(before[::-1], text[:at][-AROUND:][::-1]) + _same(after, rest[:AROUND])
        return same, -abs(at - start)

    if not found:
        return None
    best = max(found, key=likeness)
    return best, best + len(exact)


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _key(review: Review, entry: Entry, place: Span | None) -> str:
    """Return the fact of this reading that an entry is about; empty when there is none."""
    if entry.get("added") or place is None:
        return str(entry.get("id", "")) if entry.get("added") else ""
    fitting = [
        one.id for one in review.read.values() if one.span == place and one.kind == entry["kind"]
    ]
    old = str(entry.get("id", ""))
    return old if old in fitting else next(iter(fitting), "")


def _item(
    review: Review, entry: Entry, key: str, place: Span | None, keys: Mapping[str, str]
) -> Item | None:
    decision = entry.get("decision", "pending")
    if entry.get("gone") or place is None or decision not in get_args(Decision):
        return None
    changed = tuple(str(one) for one in entry.get("changed", ()))
    added = bool(entry.get("added")) or (not key and "fact" in entry)
    into = keys.get(str(entry.get("into", "")), "")
    if not changed and not added:
        return Item(review.items[key].fact, decision, into=into) if key else None
    shift = place[0] - int(entry["position"][0])
    fact = _of_json(entry["fact"], shift, len(review.article.text), keys)
    own = Proposal(
        key or f"kept-{entry['id']}", fact.kind, fact.span, fact.attributes, fact.rule,
        fact.confidence,
    )  # fmt: skip
    return Item(own, decision, changed, into, added)


def _as_json(fact: Proposal) -> Entry:
    attributes = {
        name: [one.value, one.basis, [list(span) for span in one.spans], one.how]
        for name, one in fact.attributes.items()
        if name != "mentions"
    }
    return {
        "kind": fact.kind, "span": list(fact.span), "attributes": attributes,
        "rule": fact.rule, "confidence": fact.confidence,
    }  # fmt: skip


def _of_json(value: Entry, shift: int, length: int, keys: Mapping[str, str]) -> Proposal:
    def span(pair: Any) -> Span:
        start, end = int(pair[0]) + shift, int(pair[1]) + shift
        if not 0 <= start < end <= length:
            raise ValueError(pair)
        return start, end

    def named(one: Any) -> str:
        return keys.get(str(one)) or str(one)

    attributes = {}
    for name, (held, basis, spans, how) in value["attributes"].items():
        if basis not in get_args(Basis):
            raise ValueError(basis)
        read = tuple(map(named, held)) if isinstance(held, list) else named(held)
        attributes[str(name)] = Attribute(
            read, cast(Basis, basis), tuple(map(span, spans)), str(how)
        )
    return Proposal(
        "", str(value["kind"]), span(value["span"]), attributes, str(value["rule"]),
        float(value["confidence"]),
    )  # fmt: skip


def _source(entry: Entry, known: Source) -> Source:
    """Return what the person has said of the article, over what is known of it anyway."""
    told = _table(entry, "source")
    own = {f.name: str(told[f.name]) for f in fields(Source) if isinstance(told.get(f.name), str)}
    own.pop("id", None)
    supplied = tuple(str(one) for one in told.get("supplied", ()))
    return replace(known, **{n: v for n, v in own.items() if v}, supplied=supplied)


def _table(entry: Entry, name: str) -> Entry:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _head(path: Path) -> Entry:
    try:
        with path.open("rb") as file:
            value = json.loads(file.readline(100_000))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _line(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"
