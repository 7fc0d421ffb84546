"""Series of figures: the rows, and the paragraph of an article that tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from jwviewer.dossier.dates import describe_date, parse_date

Row = dict[str, Any]

QUARTERS = range(33, 37)
FIRST_WITH_QUARTERS = 2021
SEASONS = (0.17, 0.26, 0.36)
"""Shares of a year's passengers in its first three quarters; the fourth has the rest."""
WEEK = (0.90, 0.86, 0.88, 0.95, 1.18, 1.22, 1.01)
DAYS = {"northreach": 30, "yunjing": 14}
"""Days of June 2024 that are told one by one."""
UNITS = {"passengers": "person", "fleet": "ship", "delivered": "ship"}
_TITLES = {
    ("en", "passengers"): ("Passengers", "{unit} carried by {company}, {grain}"),
    ("en", "fleet"): ("Boats", "{unit} in the fleet of {company}, {grain}"),
    ("en", "delivered"): ("Ships", "{unit} delivered by {company} since its founding, {grain}"),
    ("zh-Hans", "passengers"): ("人次", "{company}运送的{unit}，{grain}"),
}
"""What the article counts, and the words that a series begins with."""
_GRAINS = {
    ("en", "year"): "by year",
    ("en", "quarter"): "by quarter",
    ("en", "day"): "day by day",
    ("en", "year-end"): "at the end of each year",
    ("zh-Hans", "year"): "按年",
    ("zh-Hans", "quarter"): "按季度",
    ("zh-Hans", "day"): "按日",
}


def series_rows(series: list[dict[str, Any]]) -> dict[tuple[str, str, str], list[Row]]:
    """Return the figures of all series by metric, company and grain, quarters and days made up."""
    dice = Random(1897)
    found: dict[tuple[str, str, str], list[Row]] = {}
    for one in series:
        metric, entity, grain = one["metric"], one["entity"], one["grain"]
        ending = "-12-31" if grain == "year-end" else ""
        # A zero stands for a year that the source leaves out.
        told = [(one["first"] + n, value) for n, value in enumerate(one["values"]) if value]
        found[metric, entity, grain] = [
            _row(metric, entity, f"{year}{ending}", value) for year, value in told
        ]
        if metric == "passengers":
            quarters = {
                f"{year}-{code}": value
                for year, total in told
                if year >= FIRST_WITH_QUARTERS
                for code, value in zip(QUARTERS, _quarters(total, dice), strict=True)
            }
            days = _days(quarters["2024-34"], DAYS.get(entity, 0), dice)
            for name, values in (("quarter", quarters), ("day", days)):
                found[metric, entity, name] = [
                    _row(metric, entity, period, value) for period, value in values.items()
                ]
    return found


def series_paragraph(rows: list[Row], language: str, grain: str, company: str) -> str:
    """Return the marked sentence that tells a series in an article of that language."""
    unit, words = _TITLES[language, rows[0]["metric_id"]]
    title = words.format(
        unit=_marked(unit, rows, "unit"),
        company=_marked(company, rows, "company"),
        grain=_GRAINS[language, grain],
    )
    colon, semicolon, stop = ("：", "；", "。") if language == "zh-Hans" else (": ", "; ", ".")
    entries = (
        f"{{{row['figure_id']}|{{.period|{_period(row['period'], language)}}}{colon}"
        f"{{.value|{int(row['value']):,}}}}}"
        for row in rows
    )
    return f"{title}{colon}{semicolon.join(entries)}{stop}"


def _marked(words: str, rows: list[Row], supports: str) -> str:
    references = ",".join(f"{row['figure_id']}.{supports}" for row in rows)
    return f"{{{references}|{words}}}"


def _row(metric: str, entity: str, period: str, value: int) -> Row:
    return {
        "figure_id": f"{metric}-{entity}-{period}", "entity_id": entity, "metric_id": metric,
        "value": str(value), "bound": "eq", "decimals": 0, "unit": UNITS[metric], "period": period,
    }  # fmt: skip


def _quarters(total: int, dice: Random) -> Iterator[int]:
    left = total
    for share in SEASONS:
        part = round(total * (share + 0.02 * (dice.random() - 0.5)))
        left -= part
        yield part
    yield left


def _days(quarter: int, count: int, dice: Random) -> dict[str, int]:
    days = [date(2024, 6, 1 + n) for n in range(count)]
    usual = quarter / 91
    return {
        day.isoformat(): round(usual * WEEK[day.weekday()] * (0.92 + 0.16 * dice.random()))
        for day in days
    }


def _period(period: str, language: str) -> str:
    if language == "en":
        return describe_date(parse_date(period))
    year, *rest = period.split("-")
    if not rest:
        return f"{year}年"
    if len(rest) == 2:
        return f"{int(rest[0])}月{int(rest[1])}日"
    return f"{year}年第{int(rest[0]) - 32}季度"
