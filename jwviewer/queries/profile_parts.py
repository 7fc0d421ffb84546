"""What the side-by-side view is made of: groups of rows, a cell per company, entries in cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jwviewer.language import tr
from jwviewer.queries.bases import WEAK, Weak, judgement_words, weak_lines
from jwviewer.queries.wording import short_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


class CellState(StrEnum):
    """Why a cell holds what it holds; an empty cell is never shown as nothing."""

    REPORTED = "reported"
    SILENT = "silent"
    NOT_PARTY = "not-party"
    UNDERIVED = "underived"
    ELSEWHERE = "elsewhere"
    FILTERED = "filtered"


class Entry(Struct, frozen=True):
    """One fact in a cell: a strong part (the number), the rest, and chips with what to mind.

    ``also`` are facts told along with it, such as a conversion or a place. A derived value
    has no fact of its own; its ``fact_id`` is its first input and ``derived`` its formula.
    ``contested`` entries contradict another one of the same cell.
    """

    fact_id: str
    strong: str = ""
    rest: str = ""
    chips: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    inline: bool = False
    derived: str = ""
    derived_id: str = ""
    contested: bool = False

    @property
    def text(self) -> str:
        """The entry as one plain line with its chips in brackets."""
        words = f"{self.strong} {self.rest}".strip()
        return f"{words} [{'; '.join(self.chips)}]" if self.chips else words

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The fact itself and those told along with it."""
        return (self.fact_id, *self.also)


class Cell(Struct, frozen=True):
    """What is known of one company in one row; ``left`` counts what is known beyond the entries."""

    entries: tuple[Entry, ...] = ()
    state: CellState = CellState.SILENT
    reason: str = ""
    left: int = 0

    @property
    def words(self) -> str:
        """What stands in a cell without entries."""
        return {
            CellState.REPORTED: "",
            CellState.SILENT: tr("not reported"),
            CellState.NOT_PARTY: tr("not a party"),
            CellState.UNDERIVED: tr("no derived value"),
            CellState.ELSEWHERE: tr("not comparable"),
            CellState.FILTERED: tr("hidden by the filters"),
        }[self.state]

    @property
    def text(self) -> str:
        """The cell as plain text, for tables and screen readers."""
        return self.told()

    def kept(self, keep: int = 0) -> tuple[Entry, ...]:
        """Return the first entries, all for 0; no contradicting value is left out before others."""
        if not keep:
            return self.entries
        rivals = [number for number, entry in enumerate(self.entries, 1) if entry.contested]
        return self.entries[: max([keep, *rivals])]

    def told(self, keep: int = 0) -> str:
        """Return the cell as plain text, with entries beyond those kept only counted."""
        if not self.entries:
            return f"{self.words} ({self.reason})" if self.reason else self.words
        kept = self.kept(keep)
        text = "; ".join(entry.text for entry in kept)
        left = len(self.entries) - len(kept) + self.left
        if left:
            text = tr("{entries}; and {count} more", entries=text, count=left)
        return (
            tr("{value} (not comparable: {reason})", value=text, reason=self.reason)
            if self.reason
            else text
        )


class Row(Struct, frozen=True):
    """One aligned row: its label, a remark on all of its cells, and a cell per column.

    ``joint`` rows say one thing of all columns together and are drawn as one wide cell.
    ``within`` names the wholes that an indented row is a part of.
    """

    key: str
    label: str
    cells: tuple[Cell, ...]
    indent: int = 0
    detail: str = ""
    joint: bool = False
    derived: bool = False
    weight: int = 1
    within: str = ""

    @property
    def name(self) -> str:
        """The label with the wholes it belongs to, which alone tells what the row is about."""
        return f"{self.within} › {self.label}" if self.within else self.label

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Every fact in the row, once."""
        ids = (i for cell in self.cells for entry in cell.entries for i in entry.fact_ids)
        return tuple(dict.fromkeys(ids))

    @property
    def shared(self) -> bool:
        """Whether at least two companies have something here."""
        return sum(1 for cell in self.cells if cell.entries) > 1

    @property
    def different(self) -> bool:
        """Whether the companies do not all say the same; silence counts as a difference."""
        return len({cell.text for cell in self.cells}) > 1 or any(
            cell.reason for cell in self.cells
        )


class Group(Struct, frozen=True):
    """Rows under one heading."""

    key: str
    title: str
    rows: Sequence[Row]


@dataclass(slots=True)
class Draft:
    """A row being gathered: entries per company, in the order they come.

    ``silence`` is why companies without entries have none, ``empty`` has cells for those of
    whom something else is to be said.
    """

    key: str
    label: str
    indent: int = 0
    detail: str = ""
    derived: bool = False
    weight: int = 1
    within: str = ""
    silence: CellState = CellState.SILENT
    by_company: dict[str, list[Entry]] = field(default_factory=dict)
    empty: dict[str, Cell] = field(default_factory=dict)

    def add(self, company: str, entry: Entry) -> None:
        """Put an entry in a company's cell."""
        self.by_company.setdefault(company, []).append(entry)

    def row(self, columns: tuple[str, ...], *, whole: bool = True) -> Row:
        """Return the finished row; chips that all entries share move to the row's remark.

        Of a row that is not ``whole`` nobody knows what all share.
        """
        entries = [entry for company in columns for entry in self.by_company.get(company, ())]
        common = _common_chips(entries) if whole else ()
        cells = tuple(self._cell(company, common) for company in columns)
        detail = "; ".join(part for part in (self.detail, *common) if part)
        joint = len(cells) > 1 and len({cell.entries for cell in cells}) == 1
        return Row(
            self.key, self.label, cells, self.indent, detail, joint, self.derived, self.weight,
            self.within,
        )  # fmt: skip

    def _cell(self, company: str, common: tuple[str, ...]) -> Cell:
        kept = tuple(
            replace(entry, chips=tuple(chip for chip in entry.chips if chip not in common))
            for entry in self.by_company.get(company, ())
        )
        if kept:
            return Cell(kept, CellState.REPORTED)
        return self.empty.get(company, Cell((), self.silence))


def chips_of(dossier: Dossier, fact: Fact, *more: str, weak: Weak = ()) -> tuple[str, ...]:
    """Return the chips of an entry: ``more``, judgement, what is not stated, whose voice it is."""
    company = ((fact.company_basis, tr("company")),) if fact.company_basis in WEAK else ()
    chips = [chip for chip in (*more, judgement_words(dossier, fact.id)) if chip]
    chips += weak_lines((*weak, *company))
    spoken = short_voice(dossier, fact)
    return (*chips, spoken) if spoken else tuple(chips)


def _common_chips(entries: list[Entry]) -> tuple[str, ...]:
    different = {entry.fact_id for entry in entries}
    if len(different) < 3:
        return ()
    shared = set.intersection(*(set(entry.chips) for entry in entries))
    return tuple(chip for chip in entries[0].chips if chip in shared)
