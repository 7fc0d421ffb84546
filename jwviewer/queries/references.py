"""Numbered references: which shown fact stands where in which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.text import paragraph_of, visible
from jwviewer.language import tr
from jwviewer.queries.bases import WEAK, basis_words, supplied_words
from jwviewer.queries.passages import passages_of
from jwviewer.queries.phrases import superscript
from jwviewer.queries.wording import main_evidence

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Evidence

    _Piece = tuple[int, Evidence]
    _Found = tuple[tuple[tuple[str, tuple[_Piece, ...]], ...], tuple[int, ...]]

HOLD = "\u00a0"
"""A blank at which no line breaks, so that numbers stay with their place."""
_GAPS = (0, 60, 150, 400, 1_000, 3_000)
"""How far apart, in characters, passages may lie and still be named together."""


SHORT = 14
"""Lists of numbers up to this many characters stay on one line."""
_Place = tuple[int, int, int]
"""A reference number and the first and last paragraph or character of its passage."""


class Passage(Struct, frozen=True):
    """A place in a source and the reference numbers of the facts that stand there."""

    numbers: tuple[int, ...]
    place: str


class Citation(Struct, frozen=True):
    """A source, what is known of its date, and the passages that the shown facts stand on."""

    source: str
    passages: tuple[Passage, ...]
    by_characters: bool = False

    @property
    def text(self) -> str:
        """The whole citation in one line."""
        named = ", ".join(
            _held(numbers_text(p.numbers)) + HOLD + p.place.replace(" ", HOLD)
            for p in self.passages
        )
        if self.by_characters:
            return tr("{source}, characters {places}", source=self.source, places=named)
        return tr("{source}, {places}", source=self.source, places=named)


def citations(
    dossier: Dossier, fact_ids: Sequence[str], articles: Mapping[str, str], most: int = 12
) -> tuple[Citation, ...]:
    """Return a citation per source for facts numbered from 1 in the order given.

    Passages are named by paragraph, as the dossier records them or, where it does not, in
    the person's own copy of a source (``articles``, normalised, by source id); where neither
    is known, by characters. Near ones are named together, so that at most ``most`` places
    are named.
    """
    found, _ = _passages(dossier, tuple(fact_ids))
    return tuple(
        _citation(dossier, source, list(pieces), articles, most) for source, pieces in found
    )


def without_passage(dossier: Dossier, fact_ids: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of shown facts that no passage is recorded for."""
    return _passages(dossier, tuple(fact_ids))[1]


@lru_cache(maxsize=8)
def _passages(dossier: Dossier, fact_ids: tuple[str, ...]) -> _Found:
    """Return the passages of facts by their sources, and the numbers of facts without one.

    A figure asks several times for the same facts, until everything has its room.
    """
    found: defaultdict[str, list[_Piece]] = defaultdict(list)
    bare: list[int] = []
    for number, fact_id in enumerate(fact_ids, 1):
        piece = main_evidence(dossier, fact_id)
        if piece is None:
            bare.append(number)
        else:
            found[piece.source_id].append((number, piece))
    rows = dossier.store["sources"]
    ordered = sorted(found, key=rows.find)
    return tuple((source, tuple(found[source])) for source in ordered), tuple(bare)


def source_words(dossier: Dossier, source_id: str) -> str:
    """Return a source's title, publisher and date, or what is known in place of its date."""
    row = dossier.row("sources", source_id)
    title = " ".join(visible(str(row["title"]), 120).split())
    known = [" ".join(visible(str(row["publisher"]), 60).split())]
    if row["published"]:
        known.append(describe_date(parse_date(row["published"])))
    else:
        known.append(tr("its own date is not given"))
        if row["written_after"]:
            when = describe_date(parse_date(row["written_after"]))
            later = tr("written after {date}", date=when)
            basis = row["written_after_basis"]
            known.append(
                tr("{what}, {basis}", what=later, basis=basis_words(basis))
                if basis in WEAK
                else later
            )
    known.append(supplied_words(row["supplied"]))
    return tr("{title} ({known})", title=title, known="; ".join(one for one in known if one))


def numbers_text(numbers: Iterable[int]) -> str:
    """Return reference numbers as superscripts, three or more in a row as a range: "¹⁻³ ⁵"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = []
    for run in runs:
        parts += (
            [f"{superscript(run[0])}⁻{superscript(run[-1])}"]
            if len(run) > 2
            else [superscript(n) for n in run]
        )
    return " ".join(parts)


def _citation(
    dossier: Dossier, source_id: str, pieces: list[_Piece], articles: Mapping[str, str], most: int
) -> Citation:
    words = source_words(dossier, source_id)
    places, unfound = _paragraphs(dossier, source_id, pieces, articles)
    by_characters = not places and not unfound
    if by_characters:
        places = [(number, piece.start, piece.end) for number, piece in pieces]
        said = [
            Passage(numbers, tr("{start}–{end}", start=f"{start:,}", end=f"{end:,}"))
            for numbers, start, end in _merged(places, most, _GAPS)
        ]
    else:
        said = [
            Passage(numbers, _paragraph_words(first, last))
            for numbers, first, last in _merged(places, most, (0,))
        ]
    if unfound:
        said.append(Passage(tuple(unfound), tr("not found in the attached copy")))
    return Citation(words, tuple(said), by_characters)


def _paragraphs(
    dossier: Dossier, source_id: str, pieces: list[_Piece], articles: Mapping[str, str]
) -> tuple[list[_Place], list[int]]:
    """Return the paragraph of each numbered fact, and the numbers not found in the copy."""
    text = articles.get(source_id)
    places: list[_Place] = []
    unfound = []
    for number, piece in pieces:
        # What is recorded holds for the source itself; a copy may have been changed.
        recorded = dossier.paragraph(source_id, piece.start)
        if recorded is not None:
            places.append((number, recorded, recorded))
            continue
        if text is None:
            continue
        # The passage that best stands for a fact comes first.
        start = passages_of(dossier, piece.fact_id, articles)[0].start
        if start is None:
            unfound.append(number)
        else:
            paragraph = paragraph_of(text, start)
            places.append((number, paragraph, paragraph))
    return places, unfound


def _paragraph_words(first: int, last: int) -> str:
    if first == last:
        return tr("paragraph {number}", number=first)
    return tr("paragraphs {first}–{last}", first=first, last=last)


def _merged(
    places: list[_Place], most: int, gaps: tuple[int, ...]
) -> list[tuple[tuple[int, ...], int, int]]:
    """Put together what lies near each other until at most ``most`` groups are left."""
    for gap in gaps:
        groups = _grouped(places, gap)
        if len(groups) <= most:
            break
    while len(groups) > most:
        nearest = min(range(1, len(groups)), key=lambda n: groups[n][1] - groups[n - 1][2])
        (one, start, end), (other, _, later) = groups[nearest - 1], groups[nearest]
        groups[nearest - 1 : nearest + 1] = [([*one, *other], start, max(end, later))]
    return [(tuple(sorted(numbers)), start, end) for numbers, start, end in groups]


def _grouped(places: list[_Place], gap: int) -> list[tuple[list[int], int, int]]:
    groups: list[tuple[list[int], int, int]] = []
    for number, first, last in sorted(places, key=lambda place: place[1:]):
        if groups and first - groups[-1][2] <= gap:
            numbers, start, end = groups[-1]
            groups[-1] = ([*numbers, number], start, max(end, last))
        else:
            groups.append(([number], first, last))
    return groups


def _held(numbers: str) -> str:
    # A long list may break, but not before its last number.
    head, _, last = numbers.rpartition(" ")
    if len(numbers) <= SHORT:
        return numbers.replace(" ", HOLD)
    return f"{head}{HOLD}{last}"
