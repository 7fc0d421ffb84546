"""What the cells of a row, and of the rows it names, must have to do with each other."""

from __future__ import annotations

from collections import defaultdict

from jwviewer.dossier.circles import in_circle
from jwviewer.dossier.csv_table import Watch
from jwviewer.dossier.dates import DateSpan, parse_date
from jwviewer.dossier.figure_rules import check_figures, check_metrics
from jwviewer.dossier.kinds import check_kinds
from jwviewer.dossier.links import Sheets
from jwviewer.dossier.references import Owners
from jwviewer.dossier.row_proofs import has_circle, out_of_order, out_of_text
from jwviewer.dossier.schema import FACT_TABLES
from jwviewer.dossier.sheet import Sheet
from jwviewer.dossier.supplied_rules import check_supplied
from jwviewer.language import tr

PAIRS = (
    ("sources", "written_after", "written_after_basis"),
    ("entities", "company_ids", "company_basis"),
    ("claims", "company_ids", "company_basis"),
    ("figures", "part_of_id", "part_basis"),
    ("figures", "base_period", "base_basis"),
)
"""A value and its basis: both or neither."""
DATED = (
    ("roles", "period", "period_basis"),
    ("relations", "period", "period_basis"),
    ("events", "date", "date_basis"),
    ("figures", "period", "period_basis"),
    ("claims", "period", "period_basis"),
)
"""A date and its basis: undated exactly where there is no date."""
DIFFERENT = (
    ("figures", "part_of_id", "figure_id"),
    ("figures", "change_of_id", "figure_id"),
    ("events", "after_event_id", "event_id"),
    ("events", "before_event_id", "event_id"),
    ("relations", "object_id", "subject_id"),
    ("conversions", "to_id", "from_id"),
)


def check_rows(sheets: Sheets, owners: Owners, watch: Watch) -> None:
    """Report rows whose cells contradict each other or the rows they name."""
    for table, column, basis in PAIRS:
        _check_pair(sheets[table], column, basis)
    watch()
    for table, column, basis in DATED:
        _check_dated(sheets[table], column, basis)
    watch()
    for table, column, other in DIFFERENT:
        _check_different(sheets[table], column, other)
    watch()
    check_kinds(sheets, owners)
    watch()
    for table in FACT_TABLES:
        _check_voice(sheets[table])
    watch()
    check_metrics(sheets["metrics"])
    check_figures(sheets, owners, watch)
    _check_events(sheets["events"], owners)
    check_supplied(sheets["sources"], sheets["rates"])
    watch()
    _check_evidence(sheets, owners)
    watch()
    _check_circles(sheets, owners)


def _check_pair(sheet: Sheet, column: str, basis: str) -> None:
    for row in sheet.select(lambda cell, basis: bool(cell) != bool(basis), filled=(column, basis)):
        if sheet.columns[column][row]:
            sheet.report(row, basis, tr("is empty although {column} is filled", column=column),
                         tr("write stated, inferred or supplied"))  # fmt: skip
        else:
            reason = tr("has nothing to say it of: {column} is empty", column=column)
            sheet.report(row, basis, reason, tr("empty this or fill {column}", column=column))


def _check_dated(sheet: Sheet, column: str, basis: str) -> None:
    for row in sheet.select(
        lambda how, date: bool(date) == (how == "undated"), basis, filled=(column,)
    ):
        if sheet.columns[column][row]:
            sheet.report(row, basis, tr("contradicts the date in {column}", column=column),
                         tr("write stated, inferred or supplied, or remove the date"))  # fmt: skip
        else:
            sheet.report(row, basis, tr("needs a date, but {column} is empty", column=column),
                         tr("write undated, or the date that the source gives"))  # fmt: skip


def _check_different(sheet: Sheet, column: str, other: str) -> None:
    if column not in sheet.present:
        return
    for row in sheet.sound(sheet.equal(column, other), column):
        sheet.report(row, column, tr("is the same as {other}", other=other),
                     tr("name another row or empty the cell"))  # fmt: skip


def _check_voice(sheet: Sheet) -> None:
    who, papers = "asserter_id", "asserter_event_id"
    for row in sheet.select(lambda a, b: bool(a and b), filled=(who, papers)):
        sheet.report(row, papers, tr("is a second asserter beside asserter_id"),
                     tr("keep the one the source names"))  # fmt: skip
    for row in sheet.select(
        lambda m, a, b: m == "quote-unnamed" and bool(a or b), "mode", filled=(who, papers)
    ):
        sheet.report(row, "mode", tr("contradicts the asserter of the row"),
                     tr("write quote, or empty the asserter"))  # fmt: skip
    for row in sheet.select(
        lambda m, a, b: m == "quote" and not (a or b), "mode", filled=(who, papers)
    ):
        sheet.report(row, "mode", tr("needs an asserter"),
                     tr("name who is quoted, or write quote-unnamed"))  # fmt: skip


def _span(sheet: Sheet, row: int, column: str) -> DateSpan | None:
    cell = sheet.columns[column][row]
    return parse_date(cell) if cell and (row, column) not in sheet.bad_cells else None


def _ends_before(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Tell whether all of ``one`` is earlier than all of ``other``."""
    if one is None or other is None or one.last is None or other.first is None:
        return False
    return one.last < other.first


def _check_events(sheet: Sheet, owners: Owners) -> None:
    for row in out_of_order(sheet, owners["events"]):
        date = _span(sheet, row, "date")
        earliest, latest = _span(sheet, row, "not_before"), _span(sheet, row, "not_after")
        if _ends_before(latest, earliest):
            sheet.report(row, "not_after", tr("is earlier than not_before"), tr("exchange the two"))
        elif _ends_before(date, earliest):
            sheet.report(row, "not_before", tr("is later than the date"), tr("correct one of them"))
        elif _ends_before(latest, date):
            reason = tr("is earlier than the date")
            sheet.report(row, "not_after", reason, tr("correct one of them"))
        for column, later in (("after_event_id", True), ("before_event_id", False)):
            other = owners["events"].get(sheet.columns[column][row])
            if other is None or date is None:
                continue
            other_date = _span(sheet, other, "date")
            pair = (date, other_date) if later else (other_date, date)
            if _ends_before(*pair):
                sheet.report(row, column, tr("contradicts the dates of the two events"),
                             tr("correct the order or one of the dates"))  # fmt: skip


def _check_evidence(sheets: Sheets, owners: Owners) -> None:
    sheet, sources = sheets["evidence"], sheets["sources"]
    chars = {
        source: int(sources.columns["text_chars"][row])
        for source, row in owners["sources"].items()
        if (row, "text_chars") not in sources.bad_cells
    }
    for row in sources.where("text_chars"):
        if int(sources.columns["text_chars"][row]) < 1:
            sources.report(row, "text_chars", tr("is not the length of a text"),
                           tr("write how many characters the normalised text has"))  # fmt: skip
    for row in sources.sound(sources.where("paragraph_starts"), "text_chars"):
        last = sources.columns["paragraph_starts"][row].rpartition(";")[2]
        if int(last) >= int(sources.columns["text_chars"][row]):
            sources.report(row, "paragraph_starts", tr("goes beyond the end of the text"),
                           tr("correct it, or text_chars"))  # fmt: skip
    starts, ends = sheet.columns["start"], sheet.columns["end"]
    for row in sheet.sound(out_of_text(sheet, chars), "start", "end"):
        most = chars.get(sheet.columns["source_id"][row])
        if int(starts[row]) < 0:
            sheet.report(row, "start", tr("is before the beginning of the text"),
                         tr("count from 0"))  # fmt: skip
        elif int(ends[row]) <= int(starts[row]):
            sheet.report(row, "end", tr("is not behind start"),
                         tr("write the position behind the last character"))  # fmt: skip
        elif most is not None and int(ends[row]) > most:
            sheet.report(row, "end", tr("is behind the end of the text, {most:,}", most=most),
                         tr("correct it, or text_chars of the source"))  # fmt: skip


def _check_circles(sheets: Sheets, owners: Owners) -> None:
    figures = sheets["figures"]
    for column, reason in (
        ("part_of_id", tr("is, over others, a part of this figure itself")),
        ("change_of_id", tr("is, over others, a change of this figure itself")),
    ):
        if has_circle(figures, [(column, True)], owners["figures"]):
            parents = {
                figures.ids[row]: (figures.columns[column][row],) for row in figures.where(column)
            }
            _report_circle(figures, column, in_circle(parents), reason)
    events = sheets["events"]
    order = [("after_event_id", True), ("before_event_id", False)]
    if not has_circle(events, order, owners["events"]):
        return
    later: defaultdict[str, list[str]] = defaultdict(list)
    for row in events.where("after_event_id"):
        later[events.ids[row]].append(events.columns["after_event_id"][row])
    for row in events.where("before_event_id"):
        later[events.columns["before_event_id"][row]].append(events.ids[row])
    circle = in_circle(later)
    reason = tr("is, over others, both earlier and later than this event")
    for column in ("after_event_id", "before_event_id"):
        _report_circle(events, column, circle, reason)


def _report_circle(sheet: Sheet, column: str, circle: set[str], reason: str) -> None:
    for row in list(sheet.where(column)) if circle else ():
        cell = sheet.columns[column][row]
        # A row that names itself has been reported as such.
        if sheet.ids[row] in circle and cell in circle and cell != sheet.ids[row]:
            sheet.report(row, column, reason, tr("remove one link of the circle"))
