"""From an article to the open dossier: reading it, reviewing it, putting facts in, learning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.language import tr
from jwviewer.shell.documents import PATIENCE

if TYPE_CHECKING:
    from jwviewer.panes.review import ReviewPane
    from jwviewer.reading.loaders import LoadedArticle
    from jwviewer.reading.reading import Reading
    from jwviewer.reading.tables import Source
    from jwviewer.reading.teaching import Teaching
    from jwviewer.session import Session
    from jwviewer.shell.reading_job import ReadingJob
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.window import Window
    from jwviewer.shell.work import Work

ARRIVED, PASTED = "article", "pasted"
_LONGEST_TITLE = 150


class ArticleReviews(QObject):
    """Reads one article at a time and shows its review in a pane of its own.

    ``state`` is the folder of decisions, ``own`` that of the words learnt; neither is touched
    before there is something to write.
    """

    def __init__(
        self, window: Window, session: Session, settings: Settings, work: Work,
        attach: Callable[[Path], None], *, state: Path, own: Path,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._work, self._attach = work, attach
        self._state, self._own = state, own
        self._teaching: Teaching | None = None
        self.pane: ReviewPane | None = None
        self._job: ReadingJob | None = None
        self._from: Path | str = ""
        self._date = ""
        self._loaded: LoadedArticle | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: window.status.show_progress(0.0))
        window.status.stop_asked.connect(self.stop)
        window.closing.connect(self._close)

    @property
    def teaching(self) -> Teaching:
        """What was learnt; the code of reading is loaded only now."""
        from jwviewer.reading.teaching import Teaching

        if self._teaching is None:
            self._teaching = Teaching(self._own)
        return self._teaching

    @property
    def busy(self) -> bool:
        """Whether an article is being read."""
        return self._job is not None

    def take(self, path: Path) -> bool:
        """Ask what is to become of a text that has come in; False where only attaching will do."""
        from jwviewer.shell.articles import ArticleRefused, read_article

        try:
            if read_article(self._session.state.dossier, path).exact:
                return False
            attachable = True
        except ArticleRefused:
            attachable = False
        read = (tr("Read as a new article"), lambda: self.read(path))
        attach = (tr("Attach as a copy of the source"), lambda: self._attach(path))
        self._window.offers.offer(
            ARRIVED,
            tr("{file} is not the text that this dossier was made from.", file=path.name),
            (read, *((attach,) if attachable else ()), (tr("Neither"), bool)),
        )
        return True

    def read(self, source: Path | str, date: str = "") -> None:
        """Read a file or a pasted text and show its review."""
        from jwviewer.shell.reading_job import ReadingJob

        self.stop()
        self._from, self._date = source, date
        self._job = ReadingJob(source, self.teaching, date=date, parent=self)
        self._job.progressed.connect(self._progressed)
        self._job.done.connect(self._done)
        self._job.refused.connect(self._refused)
        self._patience.start()
        self._job.start()

    def stop(self) -> None:
        """Let go of an article that is being read."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
            self._end()

    def put(self, new: bool) -> None:
        """Put what was accepted into the open dossier, or into a new one, as one change."""
        from jwviewer.shell.reading_result import left_out_lines, result_of

        if self.pane is None or self.pane.sitting is None:
            return
        review = self.pane.sitting.review
        if new and not self._open_new(review.source.title):
            return
        result = result_of(review, self._session.state.dossier)
        text = review.article.text
        done = bool(result.change) and self._work.edits.do(result.change)
        if done:
            source = result.source_id
            if source:
                self._session.attach_article(source, text)
            self._keep_copy(source)
            self._learn()
            count = len(result.placement.added)
            self._window.status.showMessage(
                tr("{count} facts are in the dossier; Ctrl+Z takes them out.", count=count), 8000
            )
        lines = left_out_lines(review, result)
        if lines:
            self._window.messages.say(
                tr("{count} facts stay in the review: {facts}", count=len(lines),
                   facts="; ".join(lines[:3]) + ("; …" if len(lines) > 3 else ""))
            )  # fmt: skip
        elif not done:
            self._window.messages.say(tr("There is nothing new to put into the dossier."))

    def put_omissions(self) -> None:
        """Write what the article does not say into the dossier that has its facts."""
        from jwviewer.shell.reading_result import omissions_of

        if self.pane is None or self.pane.sitting is None:
            return
        change = omissions_of(self.pane.sitting.review, self._session.state.dossier)
        if not change:
            self._window.messages.say(
                tr("Nothing to write down: put the facts into the dossier first.")
            )
        elif self._work.edits.do(change):
            self._window.status.showMessage(
                tr("{count} omissions are in the dossier.", count=len(change.rows)), 8000
            )

    def ask_about(self) -> None:
        """Ask when and by whom the article was published."""
        from jwviewer.shell.reading_about import AboutArticle

        if self.pane is None or self.pane.sitting is None:
            return
        dialog = AboutArticle(self.pane.sitting.review.source, self._window)
        dialog.accepted.connect(lambda: self._take_about(dialog.source))
        dialog.open()

    def leave(self) -> None:
        """Leave the review; decisions are kept for the next time."""
        self._learn()
        if self.pane is not None:
            self.pane.end()
        self._window.show_review(False)

    def _take_about(self, source: Source) -> None:
        pane = self.pane
        if pane is None or pane.sitting is None:
            return
        try:
            pane.sitting.do(replace(pane.sitting.review, source=source), tr("About the article"))
        except WriteFailed as failed:
            self._window.messages.say(str(failed))
        pane.refresh()
        if source.published != self._date:
            # What "last year" means depends on it.
            self.read(self._from, source.published)

    def _done(self, loaded: LoadedArticle, reading: Reading) -> None:
        from jwviewer.reading.review import Review
        from jwviewer.reading.review_log import ReviewLog
        from jwviewer.reading.sitting import Sitting

        self._end()
        self._loaded = loaded
        review = Review.of(reading, _source_of(loaded, reading))
        file = str(self._from.absolute()) if isinstance(self._from, Path) else ""
        sitting = Sitting(review, ReviewLog(self._state, loaded.text, file))
        told = sitting.review.source.published
        if told != self._date:
            self.read(self._from, told)
            return
        pane = self.pane or self._make_pane()
        pane.begin(sitting, sitting.review.source.title or loaded.name)
        self._window.show_review(True)
        pane.setFocus()
        for failure in reading.failures[:1]:
            self._window.messages.say(
                tr("The rule {rule} failed and was left out: {reason}",
                   rule=failure.rule, reason=failure.reason)
            )  # fmt: skip

    def _make_pane(self) -> ReviewPane:
        from jwviewer.panes.review import ReviewPane

        pane = self.pane = ReviewPane()
        self._window.take_in_pane(pane, self._session)
        pane.put_wanted.connect(self.put)
        pane.omissions_wanted.connect(self.put_omissions)
        pane.about_wanted.connect(self.ask_about)
        pane.left.connect(self.leave)
        pane.said.connect(self._window.messages.say)
        pane.show_state(self._session.state)
        return pane

    def _open_new(self, title: str) -> bool:
        """Open an empty dossier, unless the person wants to stay with the present one."""
        from jwviewer.dossier.dossier import Dossier
        from jwviewer.editing.edits import new_id

        if not self._work.may_leave():
            return False
        empty = Dossier.from_rows({})
        title = title or tr("New dossier")
        dossier = replace(empty, id=new_id(empty, title), title=title)
        self._session.open_dossier(dossier)
        self._work.open(dossier)
        return True

    def _keep_copy(self, source_id: str) -> None:
        """Remember where the article lies; ask whether a pasted one is to be saved."""
        assert self._loaded is not None
        if isinstance(self._from, Path):
            self._settings.remember_article(self._loaded.text_sha256, self._from.absolute())
            self._settings.save()
            return
        text, sha256 = self._loaded.text, self._loaded.text_sha256
        if sha256 in self._settings["articles"]:
            return
        self._window.offers.offer(
            PASTED,
            tr("The pasted article is only in memory. Save it as a text file, so that its "
               "passages can be shown next time?"),
            (
                (tr("Save…"), lambda: self._save_pasted(text, sha256, source_id)),
                (tr("No"), bool),
            ),
        )  # fmt: skip

    def _save_pasted(self, text: str, sha256: str, source_id: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        origin = self._session.state.dossier.origin
        folder = Path.home() if origin is None else origin.parent
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the pasted article"),
            str(folder / f"{source_id or 'article'}.txt"), tr("Text files (*.txt)"),
        )  # fmt: skip
        if not name:
            return
        try:
            write_atomically(Path(name), text.encode("utf-8"))
        except WriteFailed as failed:
            self._window.messages.say(str(failed))
            return
        self._settings.remember_article(sha256, Path(name).absolute())
        self._settings.save()

    def _learn(self) -> None:
        """Keep the names that were decided, unless that is switched off."""
        if self.pane is None or self.pane.sitting is None or not self.teaching.used:
            return
        from jwviewer.reading.teaching import learn

        known = self.teaching.load()
        now = learn(known, self.pane.sitting.review)
        if now == known:
            return
        try:
            self.teaching.save(now)
        except (WriteFailed, OSError) as failed:
            self._window.messages.say(tr("The names were not learnt: {reason}", reason=failed))

    def _progressed(self, share: float) -> None:
        if not self._patience.isActive():
            self._window.status.show_progress(share)

    def _refused(self, reason: str) -> None:
        self._end()
        self._window.messages.say(reason)

    def _end(self) -> None:
        self._patience.stop()
        self._job = None
        self._window.status.show_progress(-1.0)

    def _close(self) -> None:
        self.stop()
        self._learn()


def _source_of(loaded: LoadedArticle, reading: Reading) -> Source:
    """Return what the article tells of itself: a first line that can be its headline."""
    from jwviewer.reading.tables import Source

    lines = (line.strip().lstrip("#").strip() for line in loaded.text.split("\n"))
    first = next((line for line in lines if line), "")
    headline = len(first) <= _LONGEST_TITLE and not first.endswith((".", "。", ","))
    language = "zh-Hans" if reading.article.language == "zh" else reading.article.language
    return Source(title=first if headline else loaded.name, language=language)
