"""What is wrong with a dossier: one value per problem, each with its place and remedy."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from jwviewer.dossier.text import visible
from jwviewer.language import tr

Severity = Literal["error", "warning"]

MOST_SHOWN = 60
"""How many characters of a bad cell a message shows."""
MOST_PER_COLUMN = 1_000
"""How many problems of one column are listed one by one; the rest are counted."""


class DossierRefused(Exception):
    """Nothing of the dossier can be shown; the message is one sentence that says why.

    ``by_limit`` tells that the same file opens if the person trusts it.
    """

    def __init__(
        self, sentence: str, problems: Iterable[Problem] = (), *, by_limit: bool = False
    ) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)
        self.by_limit = by_limit


class Cancelled(Exception):
    """The person stopped the reading; nothing was opened."""


class Problem(Struct, frozen=True):
    """One problem of a dossier; ``line`` counts from 1 and is the first line of its row."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str
    remedy: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, self.place, self.column) if part)
        return f"{place}: {self.sentence}"

    @property
    def place(self) -> str:
        """The line as text, empty for a problem of the whole file."""
        return "" if self.line is None else str(self.line)

    @property
    def sentence(self) -> str:
        """Value, reason and remedy in one line, without the place."""
        text = f'"{self.value}" {self.reason}' if self.value else self.reason
        if self.severity == "warning":
            text = tr("warning: {problem}", problem=text)
        return f"{text}; {self.remedy}" if self.remedy else text


class ProblemList:
    """Collects problems, and counts instead of lists when one column has too many."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, str, Severity]] = Counter()
        self._divided: dict[str, tuple[Sequence[str], list[int]]] = {}

    def divide(self, file: str, parts: Sequence[str], sizes: Sequence[int]) -> None:
        """Note that the rows of ``file`` lie in several files, so many in each."""
        self._divided[file] = parts, [0, *accumulate(sizes)]

    def add(
        self,
        file: str,
        line: int | None,
        column: str,
        value: str,
        reason: str,
        remedy: str = "",
        severity: Severity = "error",
    ) -> None:
        """Note one problem; ``value`` is shortened and its control characters made visible."""
        key = (file, column, severity)
        self._counts[key] += 1
        if self._counts[key] <= MOST_PER_COLUMN:
            name = visible(column, MOST_SHOWN)
            shown = visible(value, MOST_SHOWN)
            self._problems.append(Problem(file, line, name, shown, reason, remedy, severity))

    def sorted(self, files: Iterable[str]) -> tuple[Problem, ...]:
        """Return the problems in the order of ``files`` and of their lines."""
        rank = {name: i for i, name in enumerate(files)}
        problems = sorted(self._problems, key=lambda p: (rank.get(p.file, len(rank)), p.line or 0))
        for (file, column, severity), count in self._counts.items():
            if count > MOST_PER_COLUMN:
                reason = tr("{count:,} more in this column", count=count - MOST_PER_COLUMN)
                name = visible(column, MOST_SHOWN)
                problems.append(Problem(file, None, name, "", reason, "", severity))
        return tuple(map(self._placed, problems))

    def _placed(self, problem: Problem) -> Problem:
        """Return a problem at its row in the file that the row lies in."""
        if problem.file not in self._divided or problem.line is None:
            return problem
        parts, ends = self._divided[problem.file]
        part = bisect_left(ends, problem.line) - 1
        return replace(problem, file=parts[part], line=problem.line - ends[part])
