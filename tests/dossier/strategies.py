"""Random valid dossiers for property tests."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hypothesis import strategies as st

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.schema import (
    BASES,
    BOUNDS,
    ENTITY_KINDS,
    EVENT_TYPES,
    FACT_TABLES,
    MODES,
    SUPPORTS,
    TABLES,
    VERDICTS,
)
from tests.dossier.example import Row, Rows

# What a dossier calls unseen: beside format characters also places that Unicode keeps free there.
_UNSEEN = "\u2028\u2029\u2065" + "".join(map(chr, range(0xE0000, 0xE0080)))
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf"), exclude_characters=_UNSEEN)
SHA = "0123456789abcdef" * 4
CHARS = 5_000


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """Give texts with everything that quoting, spreadsheets and markup could trip over."""
    nasty = st.sampled_from(
        ('a,b', 'say "x"', '"', "two\nlines", "=1+1", "<b>bold</b>", "天琴公司", "😀", " x", "'",
         "a;b", "#x", "NA", "0012", "null", "\t|")
    )  # fmt: skip
    free = st.text(_CHARACTERS, min_size=1, max_size=most).filter(lambda t: bool(t.strip()))
    return st.one_of(free, nasty).filter(lambda t: not t.startswith("#"))


def dates() -> st.SearchStrategy[str]:
    """Give every form of date a dossier knows."""
    days = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
    return st.one_of(
        days.map(str),
        days.map(lambda d: f"{d:%Y}"),
        days.map(lambda d: f"{d:%Y-%m}"),
        st.sampled_from(
            ("2018-22", "2018-33", "2018-40", "201X", "20XX", "2018?", "2018-05~", "2018%",
             "2013/2018", "../2018", "2013/..", "XXXX-05-04", "XXXX-05", "2013-05/2013-06-07")
        ),
    )  # fmt: skip


def decimals() -> st.SearchStrategy[str]:
    """Give decimal texts, not only tidy ones."""
    tidy = st.decimals(-(10**12), 10**12, places=2, allow_nan=False).map(lambda d: f"{d:f}")
    return st.one_of(tidy, st.sampled_from(("0", "007", "-0", "9" * 30, "0.000000000001", "1.50")))


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Give the rows of a dossier in which every reference and rule holds."""
    return _Maker(draw).make()


def dossiers() -> st.SearchStrategy[Dossier]:
    """Give valid dossiers."""
    return st.builds(
        lambda rows, title, fictional: Dossier.from_rows(
            rows, id="made-up", title=title, version="1", fictional=fictional
        ),
        tables(), texts(), st.booleans(),
    )  # fmt: skip


class _Maker:
    """Draws one table after the other; later ones refer to earlier ones."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._rows: Rows = {name: [] for name in TABLES}
        self._ids: dict[str, list[str]] = {name: [] for name in (*TABLES, *ENTITY_KINDS)}

    def make(self) -> Rows:
        for name in (
            "sources", "entities", "roles", "relations", "events", "participants", "topics",
            "metrics", "figures", "conversions", "claims", "omissions", "judgements", "rates",
            "evidence",
        ):  # fmt: skip
            for number in range(self._draw(st.integers(int(name in ("sources", "entities")), 3))):
                row: Row | None = getattr(self, f"_{name}")(number)
                if row is not None:
                    if "mode" in TABLES[name].by_name:
                        row |= self._voice()
                    self._rows[name].append(row)
                    self._ids[name].append(row[TABLES[name].key[0]])
        return self._rows

    def _one(self, options: Sequence[str]) -> str:
        return self._draw(st.sampled_from(list(options)))

    def _perhaps(self, options: Sequence[str]) -> str:
        return self._one(["", *options])

    def _text(self, most: int = 40) -> str:
        return self._draw(texts(most))

    def _dated(self, column: str, basis: str) -> Row:
        if self._draw(st.booleans()):
            return {column: "", basis: "undated"}
        return {column: self._draw(dates()), basis: self._one(BASES)}

    def _pair(self, column: str, basis: str, value: str) -> Row:
        return {column: value, basis: self._one(BASES) if value else ""}

    def _voice(self) -> Row:
        mode = self._one(MODES)
        row = {"mode": mode, "note": self._perhaps([self._text()])}
        people = [*self._ids["company"], *self._ids["person"]]
        if mode != "quote-unnamed" and people and (mode == "quote" or self._draw(st.booleans())):
            row["asserter_id"] = self._one(people)
        elif mode == "quote":
            row["mode"] = "quote-unnamed"
        return row

    def _companies(self) -> str:
        some = self._draw(st.lists(st.sampled_from(self._ids["company"] or [""]), unique=True))
        return ";".join(some)

    def _sources(self, n: int) -> Row:
        return {
            "source_id": f"src-{n}", "title": self._text(), "text_sha256": SHA,
            "language": "zh-Hans", "text_chars": str(CHARS), "text_norm": "jw-1",
            "url": self._perhaps(["https://a.b/c?d"]),
            "supplied": self._perhaps(["title;language"]),
            **self._pair("written_after", "written_after_basis", self._perhaps(["2018"])),
        }  # fmt: skip

    def _entities(self, n: int) -> Row:
        kind = self._one(ENTITY_KINDS)
        row = {
            "entity_id": f"{kind}-{n}", "kind": kind, "name": self._text(),
            "country": self._perhaps(["CN"]), "aliases": self._perhaps(["A;B, C", "天"]),
            **self._pair("company_ids", "company_basis", self._companies()),
        }  # fmt: skip
        self._ids[kind].append(row["entity_id"])
        return row

    def _roles(self, n: int) -> Row | None:
        if not self._ids["person"] or not self._ids["company"]:
            return None
        return {
            "role_id": f"role-{n}", "person_id": self._one(self._ids["person"]),
            "role": self._text(), "organisation_id": self._one(self._ids["company"]),
            **self._dated("period", "period_basis"),
        }  # fmt: skip

    def _relations(self, n: int) -> Row | None:
        if len(self._ids["entities"]) < 2:
            return None
        subject, thing = self._draw(st.permutations(self._ids["entities"]))[:2]
        return {
            "relation_id": f"rel-{n}", "subject_id": subject, "relation": "part-of",
            "object_id": thing, "basis": self._one(BASES), **self._dated("period", "period_basis"),
        }  # fmt: skip

    def _events(self, n: int) -> Row:
        row = {
            "event_id": f"ev-{n}", "event_type": self._one(EVENT_TYPES), "label": self._text(),
            "duration": self._perhaps(["P7Y", "P18M"]),
            "place_id": self._perhaps(self._ids["place"]), **self._dated("date", "date_basis"),
        }  # fmt: skip
        if not row["date"]:
            row |= {"not_before": self._perhaps(["2013"]), "not_after": self._perhaps(["2019-05"])}
            row["after_event_id"] = self._perhaps(self._ids["events"])
        return row

    def _participants(self, n: int) -> Row | None:
        if not self._ids["events"]:
            return None
        # One role a row, so that no two rows are the same.
        return {
            "event_id": self._one(self._ids["events"]),
            "entity_id": self._one(self._ids["entities"]),
            "role": ("subject", "winner", "target")[n], "basis": self._one(BASES),
        }  # fmt: skip

    def _topics(self, n: int) -> Row | None:
        if not self._ids["events"]:
            return None
        things = [*self._ids["product"], *self._ids["technology"]]
        return {
            "topic_id": f"topic-{n}", "event_id": self._one(self._ids["events"]),
            "label": self._text(), "entity_id": self._perhaps(things),
        }  # fmt: skip

    def _metrics(self, n: int) -> Row:
        quantity, unit = (("count", "vehicle"), ("money", ""), ("change", "%"))[n]
        return {
            "metric_id": f"metric-{n}", "label": self._text(), "quantity": quantity, "unit": unit,
            "period_kind": self._one(("flow", "stock", "cumulative", "unknown")),
        }  # fmt: skip

    def _figures(self, n: int) -> Row | None:
        if not self._rows["metrics"]:
            return None
        metric = self._draw(st.sampled_from(self._rows["metrics"]))
        value, bound = self._draw(decimals()), self._one(BOUNDS)
        if bound == "range" and value.startswith("-"):
            bound = "le"
        part_of = self._perhaps(self._ids["figures"])
        return {
            "figure_id": f"fig-{n}", "entity_id": self._one(self._ids["entities"]),
            "entity_basis": self._one(BASES), "metric_id": metric["metric_id"], "value": value,
            "bound": bound, "value_high": "9" * 30 + ".5" if bound == "range" else "",
            "unit": metric["unit"] or self._one(("CNY", "USD", "?")),
            "decimals": self._perhaps(["12"]), **self._pair("part_of_id", "part_basis", part_of),
            **self._pair("base_period", "base_basis", self._perhaps(["2017"])),
            **self._dated("period", "period_basis"),
        }  # fmt: skip

    def _conversions(self, n: int) -> Row | None:
        money = {
            row["unit"]: row["figure_id"]
            for row in self._rows["figures"]
            if row["unit"] in ("CNY", "USD", "?")
        }
        if len(money) < 2:
            return None
        one, two = list(money.values())[:2]
        return {"conversion_id": f"fx-{n}", "from_id": one, "to_id": two}

    def _claims(self, n: int) -> Row:
        return {
            "claim_id": f"claim-{n}", "kind": "quality", "gist": self._text(),
            "event_id": self._perhaps(self._ids["events"]), **self._dated("period", "period_basis"),
            **self._pair("company_ids", "company_basis", self._companies()),
        }  # fmt: skip

    def _omissions(self, n: int) -> Row:
        return {
            "omission_id": f"gap-{n}", "label": self._text(), "attribute": self._perhaps(["date"]),
            "fact_id": self._perhaps(self._facts()),
            "source_id": self._perhaps(self._ids["sources"]),
        }  # fmt: skip

    def _judgements(self, n: int) -> Row | None:
        free = [fact for fact in self._facts() if fact not in self._ids["judgements"]]
        if not free:
            return None
        return {
            "fact_id": self._one(free), "verdict": self._one(VERDICTS),
            "note": self._perhaps([self._text()]),
        }  # fmt: skip

    def _rates(self, n: int) -> Row:
        one, other = self._draw(st.permutations(["CNY", "USD", "EUR"]))[:2]
        return {
            "rate_id": f"rate-{n}", "from_currency": one, "to_currency": other,
            "value": self._one(["6.9", "0.145"]), "bound": self._one(["eq", "about"]),
            "period": self._perhaps([self._draw(dates())]), "source": self._text(),
        }  # fmt: skip

    def _evidence(self, n: int) -> Row:
        start = self._draw(st.integers(0, CHARS - 1))
        return {
            "evidence_id": f"proof-{n}", "source_id": self._one(self._ids["sources"]),
            "fact_id": self._one(self._facts()), "supports": self._one(SUPPORTS),
            "start": str(start), "end": str(self._draw(st.integers(start + 1, CHARS))),
            "span_sha256": SHA,
        }  # fmt: skip

    def _facts(self) -> list[str]:
        return [one for name in FACT_TABLES for one in self._ids[name]]
