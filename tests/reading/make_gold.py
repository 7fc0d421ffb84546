"""Turn gold facts written with quoted passages into records with positions.

``python -m tests.reading.make_gold [FOLDER …]`` writes NAME.gold.json for every NAME.gold.toml
beside its article. How a gold file is written is told in tests/reading/articles/README.md.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from jwviewer.dossier.dates import parse_date, parse_duration
from jwviewer.dossier.schema import BOUNDS, EVENT_TYPES, MODES
from jwviewer.dossier.text import normalise
from jwviewer.dossier.units import is_currency, is_unit
from jwviewer.queries.records import FIELDS
from tests.reading.gold_names import NAMED, Finder, GoldError, Names, Span
from tests.reading.page_text import page_text

Row = dict[str, Any]

ARTICLES = Path(__file__).parent / "articles"
SUFFIXES = (".txt", ".md", ".html")
CLAIM_KINDS = ("superlative", "first", "intent", "quality", "outcome", "activity")
LISTS = ("roles", "relations", "events", "awards", "figures", "conversions", "claims")
# Longer phrases first, so that "more than" is not read off "no more than".
BOUND_WORDS = re.compile(
    r"no (?:more|fewer|less) than|not less than|at (?:least|most)|(?:just|slightly|well) over|"
    r"(?:just|slightly) (?:under|above|below)|more than|less than|fewer than|in excess of|"
    r"upwards of|as (?:much|many) as|some|around|about|roughly|approximately|approx\.|circa|c\.|"
    r"nearly|almost|"
    r"close to|close on|over|above|under|below|topp(?:ed|ing)|exceed(?:ed|ing|s)?|"
    r"surpass(?:ed|ing)|a minimum of|a little over|a little under|"
    r"不少于|不低于|不超过|不足|超过|超|突破|逾|近|接近|约|大约|左右|余|多|以上|以下|至少|达到?",
    re.IGNORECASE,
)


def compile_gold(source: str, text: str) -> list[Row]:
    """Return the gold facts of an article as ``facts --json`` prints facts, empty fields left out.

    A fact that careful readers may or may not list has "optional": true. Raises GoldError.
    """
    return compile_facts(tomllib.loads(source), text)


def compile_facts(gold: Row, text: str) -> list[Row]:
    """Return the same of gold facts that are parsed already. Raises GoldError."""
    unknown = set(gold) - {"not_names", *LISTS} - {p + k for k in NAMED for p in ("", "optional_")}
    if unknown:
        raise GoldError(f"no list is called {sorted(unknown)}")
    finder = Finder(text)
    names = Names(gold, finder)
    made: list[Row] = []
    for name, forms in names.forms.items():
        kind = names.kinds[name]
        row: Row = {"kind": kind, "name": name.partition("#")[0], "mode": "narration"}
        if kind in ("person", "place"):
            row[kind] = row["name"]
        row["evidence"] = [_evidence(place, "name") for place in names.places[name]]
        optional = any(forms in gold.get(f"optional_{k}", []) for k in NAMED)
        optional = optional or any(name in gold.get(f"optional_{k}", []) for k in NAMED)
        made.append(row | ({"optional": True} if optional or kind == "technology" else {}))
    for key in LISTS:
        for entry in gold.get(key, []):
            try:
                made.append(_fact(key, dict(entry), finder, names))
            except (GoldError, ValueError, KeyError) as error:
                raise GoldError(f"{key}: {entry}: {error}") from error
    return _numbered(made)


def _fact(key: str, entry: Row, finder: Finder, names: Names) -> Row:
    whole = _whole(entry, finder)
    row: Row = {"evidence": [_evidence(whole, "whole")]}
    if "i" in entry:
        row["id"] = entry.pop("i")
    if entry.pop("optional", False):
        row["optional"] = True
    companies = entry.pop("c", [])
    companies = [companies] if isinstance(companies, str) else companies
    basis = entry.pop("cb", "stated")
    _voice(row, entry, finder, names, whole)
    {
        "roles": _role, "relations": _relation, "events": _event, "awards": _event,
        "figures": _figure, "conversions": _conversion, "claims": _claim,
    }[key](row, entry, finder, names, whole)  # fmt: skip
    if companies:
        row["companies"], row["company_basis"] = companies, basis
    for company in row.get("companies", []):
        _known(names, company)
        place = names.near(company, whole)
        if place and basis == "stated":
            row["evidence"].append(_evidence(place, "company"))
    if "note" in entry:
        row["note"] = entry.pop("note")
    if entry:
        raise GoldError(f"not understood: {sorted(entry)}")
    if set(row) - set(FIELDS) - {"optional", "also"}:
        raise GoldError(f"no such fields: {sorted(set(row) - set(FIELDS))}")
    return row


def _whole(entry: Row, finder: Finder) -> Span:
    """Return the passage of a fact: w, else q, else q and the unit behind it."""
    if "w" in entry:
        return finder.find(entry.pop("w"))
    if "uq" in entry and len(finder.spans(entry["q"])) > 1:
        blank = " " if finder.spans(f"{entry['q']} {entry['uq']}") else ""
        return finder.find(entry["q"] + blank + entry["uq"])
    return finder.find(entry["q"])


def _voice(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    asserter = entry.pop("by", None)
    mode = entry.pop("m", "reported" if asserter else "narration")
    if mode not in MODES or (asserter and mode in ("narration", "quote-unnamed", "hedged")):
        raise GoldError(f"the mode {mode!r} does not go with the asserter {asserter!r}")
    if mode in ("quote", "document") and not asserter:
        raise GoldError(f"the mode {mode!r} needs an asserter")
    row["mode"] = mode
    if asserter:
        row["asserter"] = asserter
    if "vq" in entry:
        row["evidence"].append(_evidence(finder.find(entry.pop("vq"), whole), "voice"))


def _role(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    entry.pop("q", None)
    person, role, organisation = entry.pop("p"), entry.pop("r"), entry.pop("o")
    _known(names, person)
    row |= {"kind": "role", "person": person, "role": role, "organisation": organisation}
    _known(names, organisation)
    if names.kinds[organisation] == "company":
        row["companies"] = [organisation]
    row |= _dated(row, entry, "period", finder, whole)
    row["evidence"].append(_evidence(finder.find(entry.pop("rq", role), whole), "role"))
    for supports, name in (("person", person), ("organisation", organisation)):
        place = names.near(name, whole)
        if place:
            row["evidence"].append(_evidence(place, supports))


def _relation(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    entry.pop("q", None)
    row |= {"kind": "relation", "relation": entry.pop("rel")}
    for field, key in (("subject", "s"), ("object", "o")):
        row[field] = entry.pop(key)
        _known(names, row[field])
    kinds = {name: names.kinds[name] for name in (row["subject"], row["object"])}
    row["companies"] = [name for name, kind in kinds.items() if kind == "company"]
    row |= {"place": row["object"]} if kinds[row["object"]] == "place" else {}
    row |= _dated(row, entry, "period", finder, whole)


def _event(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    entry.pop("q", None)
    kind = entry.pop("t", "award")
    if kind not in EVENT_TYPES:
        raise GoldError(f"no event is of type {kind!r}")
    if "also" in entry:
        row["also"] = entry.pop("also")
        if set(row["also"]) - set(EVENT_TYPES):
            raise GoldError(f"no events are of types {row['also']}")
    row["kind"] = kind if kind in ("award", "programme") else "event"
    row |= {"event_type": kind, "name": entry.pop("n")}
    who = entry.pop("who", [])
    row["participants"] = who
    row["participant_roles"] = entry.pop("as", ["party"] * len(who))
    for name in who:
        _known(names, name)
        place = names.near(name, whole)
        if place:
            row["evidence"].append(_evidence(place, "party"))
    row["companies"] = [name for name in who if names.kinds[name] == "company"]
    row |= _dated(row, entry, "date", finder, whole)
    if "dur" in entry:
        row["duration"] = entry.pop("dur")
        parse_duration(row["duration"])
        row["evidence"].append(_evidence(finder.find(entry.pop("durq"), whole), "duration"))
    if "pl" in entry:
        row["place"] = entry.pop("pl")
        _known(names, row["place"])
        place = names.near(row["place"], whole)
        row["evidence"] += [_evidence(place, "place")] if place else []
    if "res" in entry:
        row["result"] = entry.pop("res")


def _figure(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    value = finder.find(entry.pop("q"), whole)
    bound, unit = entry.pop("b", "eq"), entry.pop("u")
    row |= {"kind": "figure", "metric": entry.pop("met"), "value": entry.pop("v"), "bound": bound}
    Decimal(row["value"])
    if "hi" in entry:
        row["value_high"], row["bound"] = entry.pop("hi"), "range"
    if row["bound"] not in BOUNDS or not is_unit(unit):
        raise GoldError(f"no such bound or unit: {bound!r}, {unit!r}")
    row["unit"] = unit
    row["evidence"].append(_evidence(value, "value"))
    if is_currency(unit):
        row["currency"] = unit
    if "also" in entry:
        row["also"] = entry.pop("also")
    if "uq" in entry:
        row["evidence"].append(_evidence(finder.after(entry.pop("uq"), value[0]), "unit"))
    words = entry.pop("bq", None)
    if words is None and bound not in ("eq", "range"):
        match = BOUND_WORDS.search(finder.text, *value)
        if match is None:
            raise GoldError(f"no word for the bound {bound!r}; name it with bq")
        row["evidence"].append(_evidence(match.span(), "bound"))
    elif words is not None:
        row["evidence"].append(_evidence(finder.find(words, whole), "bound"))
    for key, field in (("dir", "direction"), ("s", "subject"), ("ib", "inferred_bound")):
        if key in entry:
            row[field] = entry.pop(key)
    for key, field in (("part", "part_of"), ("of", "change_of")):
        if key in entry:
            row[field] = entry.pop(key)
    row |= _dated(row, entry, "period", finder, whole)
    if "base" in entry:
        row["base_period"], row["base_period_basis"] = entry.pop("base"), entry.pop("bb", "stated")
        parse_date(row["base_period"])


def _conversion(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    entry.pop("q", None)
    row |= {"kind": "conversion", "converted_from": entry.pop("f"), "converted_to": entry.pop("t")}


def _claim(row: Row, entry: Row, finder: Finder, names: Names, whole: Span) -> None:
    entry.pop("q", None)
    row |= {"kind": "claim", "claim_kind": entry.pop("k")}
    if row["claim_kind"] not in CLAIM_KINDS:
        raise GoldError("no such kind of claim")
    if "s" in entry:
        row["subject"] = entry.pop("s")
    row |= _dated(row, entry, "period", finder, whole)


def _dated(row: Row, entry: Row, field: str, finder: Finder, whole: Span) -> Row:
    """Return the date of a fact, which is stated exactly if a passage is quoted for it."""
    quote = entry.pop("dq", None)
    if "d" not in entry:
        return {f"{field}_basis": "undated"}
    basis = "inferred" if entry.pop("db", "") == "inferred" else "stated"
    parse_date(entry["d"])
    if quote is None and basis == "stated":
        raise GoldError("a stated date needs its passage, dq")
    if quote is not None:
        row["evidence"].append(_evidence(finder.find(quote, whole), field))
    return {field: entry.pop("d"), f"{field}_basis": basis}


def _known(names: Names, name: str) -> None:
    if name not in names.forms:
        raise GoldError(f"{name!r} is not among the names")


def _evidence(span: Span, supports: str) -> Row:
    return {"source": "article", "start": span[0], "end": span[1], "supports": supports}


def _numbered(made: list[Row]) -> list[Row]:
    """Give every fact an id and put its fields into their order."""
    counts: dict[str, int] = {}
    for row in made:
        counts[row["kind"]] = counts.get(row["kind"], 0) + 1
        row.setdefault("id", f"{row['kind']}-{counts[row['kind']]}")
    ids = [row["id"] for row in made]
    for row in made:
        for field in ("part_of", "change_of", "converted_from", "converted_to"):
            if row.get(field) and row[field] not in ids:
                raise GoldError(f"{row['id']}: no fact is called {row[field]!r}")
    if len(set(ids)) != len(ids):
        raise GoldError("two facts have one id")
    order = (*FIELDS, "also", "optional")
    return [{field: row[field] for field in order if row.get(field)} for row in made]


def article_text(path: Path) -> str:
    """Return the text that gold positions count in."""
    text = normalise(path.read_bytes())
    return page_text(text) if path.suffix == ".html" else text


def article_of(gold: Path) -> Path:
    """Return the article beside a gold file."""
    stem = gold.name.partition(".gold.")[0]
    found = [p for p in (gold.with_name(stem + suffix) for suffix in SUFFIXES) if p.exists()]
    if len(found) != 1:
        raise GoldError(f"{gold.name} has {len(found)} articles beside it")
    return found[0]


def gold_json(source: Path) -> str:
    """Return what belongs into NAME.gold.json."""
    try:
        made = compile_gold(source.read_text("utf-8"), article_text(article_of(source)))
    except GoldError as error:
        raise GoldError(f"{source.name}: {error}") from error
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in made) + "\n]\n"


def main(folders: list[str]) -> int:
    """Write every gold file of the folders anew."""
    roots = [Path(folder) for folder in folders] or [ARTICLES]
    status = 0
    for source in sorted(path for root in roots for path in root.rglob("*.gold.toml")):
        try:
            source.with_suffix(".json").write_text(gold_json(source), "utf-8", newline="\n")
        except ValueError as error:
            print(f"{source}: {error}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
