"""One sitting over a review: its steps, what takes them back, and where they are written."""

from __future__ import annotations

from datetime import UTC, datetime

from jwviewer.reading.review import Review, changed_keys
from jwviewer.reading.review_log import ReviewLog, restored


class Sitting:
    """The review as it is now; every step can be undone and is on the disk when it returns."""

    def __init__(self, review: Review, log: ReviewLog | None = None) -> None:
        found = log.found() if log is not None else None
        self.review = restored(review, found.entries) if found is not None else review
        self._log = log
        self._past: list[tuple[Review, str]] = []
        self._future: list[tuple[Review, str]] = []

    @property
    def undo_label(self) -> str:
        """What the last step did; empty when there is nothing to take back."""
        return self._past[-1][1] if self._past else ""

    def do(self, review: Review, label: str) -> tuple[str, ...]:
        """Go on to the next state; return the facts that are not what they were.

        Raises WriteFailed when it cannot be written down; the step is made all the same.
        """
        before = self.review
        keys = changed_keys(before, review)
        if keys or review.source != before.source:
            self._past.append((before, label))
            self._future.clear()
            self.review = review
            self._write(keys)
        return keys

    def undo(self) -> tuple[str, ...]:
        """Take the last step back; return the facts that are not what they were."""
        return self._step(self._past, self._future)

    def redo(self) -> tuple[str, ...]:
        """Make the step that was taken back again."""
        return self._step(self._future, self._past)

    def _step(
        self, source: list[tuple[Review, str]], target: list[tuple[Review, str]]
    ) -> tuple[str, ...]:
        if not source:
            return ()
        there, label = source.pop()
        keys = changed_keys(self.review, there)
        target.append((self.review, label))
        self.review = there
        self._write(keys)
        return keys

    def _write(self, keys: tuple[str, ...]) -> None:
        if self._log is not None:
            when = datetime.now(UTC).isoformat(timespec="seconds")
            self._log.write(self.review, keys, when)
