"""``datapackage.json``: what a dossier is called, and its tables as other tools see them."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from jwviewer.dossier.container import DESCRIPTOR, PARQUET
from jwviewer.dossier.problems import DossierRefused, Problem, ProblemList
from jwviewer.dossier.schema import FORMAT, SCHEMA, TABLES, Column, Table
from jwviewer.dossier.table_files import is_path, is_path_of, table_of
from jwviewer.dossier.text import has_control, visible
from jwviewer.language import tr

MOST_BYTES = 2 << 20
MOST_DEPTH = 40
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_PROFILE = "https://datapackage.org/profiles/2.0/{kind}.json"
_JSON_TYPES = {"int": "integer", "decimal": "number"}
_PATTERNS = {
    "id": "^[a-z0-9][a-z0-9-]{0,63}$",
    "ref": "^[a-z0-9][a-z0-9-]{0,63}$",
    "sha256": "^[0-9a-f]{64}$",
    "country": "^[A-Z]{2}$",
}
_CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
_PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
_OURS = (
    "$schema", "name", "title", "version", "description", "jwviewer:format",
    "jwviewer:fictional", "resources",
)  # fmt: skip


class _Repeated(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class About:
    """What the descriptor says of the whole dossier; ``raw`` keeps every member as it was."""

    name: str = "untitled"
    title: str = ""
    version: str = ""
    description: str = ""
    fictional: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict)

    def resource(self, name: str) -> Mapping[str, Any]:
        """Return the resource of that name, or an empty one."""
        resources = self.raw.get("resources")
        for one in resources if isinstance(resources, list) else ():
            if isinstance(one, dict) and one.get("name") == name:
                return one
        return {}


def read_descriptor(data: bytes, problems: ProblemList) -> About:
    """Read ``datapackage.json``; raise DossierRefused when it cannot be trusted to be one."""
    raw = _parse(data)
    _check_format(raw)
    _check_paths(raw)

    def text(member: str, most: int) -> str:
        value = raw.get(member, "")
        if isinstance(value, str) and len(value) <= most and not has_control(value):
            return value
        reason = tr("is not a text of at most {most} characters", most=most)
        problems.add(DESCRIPTOR, None, member, str(value), reason, tr("write a text in quotes"))
        return ""

    name = text("name", 64)
    if name and not NAME.fullmatch(name):
        problems.add(DESCRIPTOR, None, "name", name, tr("is not a short name"),
                     tr("use a-z, 0-9, hyphens, dots and underscores"))  # fmt: skip
        name = ""
    fictional = raw.get("jwviewer:fictional", False)
    if not isinstance(fictional, bool):
        # Better a true dossier marked as fiction than fiction taken for true.
        problems.add(DESCRIPTOR, None, "jwviewer:fictional", str(fictional),
                     tr("is neither true nor false"),
                     tr("write true or false without quotes"))  # fmt: skip
        fictional = True
    return About(
        name or "untitled", text("title", 200), text("version", 40), text("description", 4000),
        fictional, raw,
    )  # fmt: skip


def write_descriptor(
    about: About, tables: Mapping[str, bytes], extra_columns: Mapping[str, Sequence[str]]
) -> bytes:
    """Return ``datapackage.json`` for files by name; members of ``about.raw`` stay unless ours."""
    raw = about.raw
    document: dict[str, Any] = {
        "$schema": _PROFILE.format(kind="datapackage"),
        "name": about.name,
        "title": about.title,
        "version": about.version,
        "description": about.description,
        "jwviewer:format": FORMAT,
        "jwviewer:fictional": about.fictional,
    }
    # Data Package wants no empty texts.
    document = {k: v for k, v in document.items() if v != ""}
    document |= {k: v for k, v in raw.items() if k not in _OURS}
    resources = [_resource(t, about, tables, extra_columns.get(t.name, ())) for t in SCHEMA]
    others = raw.get("resources")
    resources += [
        other
        for other in (others if isinstance(others, list) else ())
        if _name_of(other) not in TABLES
    ]
    document["resources"] = resources
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(
    table: Table, about: About, tables: Mapping[str, bytes], extra: Sequence[str]
) -> dict[str, Any]:
    path = next(path for path in tables if table_of(path) == table.name)
    data = tables[path]
    old = about.resource(table.name)
    schema = old.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    old_fields = {
        f["name"]: f
        for f in (fields if isinstance(fields, list) else ())
        if isinstance(f, dict) and isinstance(f.get("name"), str)
    }
    ours: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": path,
        "description": table.description,
        **(_PARQUET if path.endswith(PARQUET) else _CSV),
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "$schema": _PROFILE.format(kind="tableschema"),
            "fields": [_field(column, table) for column in table.columns]
            + [old_fields.get(name, {"name": name, "type": "string"}) for name in extra],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }
    links = [
        {"fields": [c.name], "reference": {"resource": c.tables[0], "fields": [_key(c.tables[0])]}}
        for c in table.columns
        if c.type == "ref" and len(c.tables) == 1
    ]
    if links:
        ours["schema"]["foreignKeys"] = links
    # What was said of the form of the file before is not true of another one.
    return ours | {k: v for k, v in old.items() if k not in ours and k not in _CSV}


def _name_of(resource: object) -> str:
    name = resource.get("name") if isinstance(resource, dict) else None
    return name if isinstance(name, str) else ""


def _key(table: str) -> str:
    return TABLES[table].key[0]


def _field(column: Column, table: Table) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": _JSON_TYPES.get(column.type, "string")}
    if column.description:
        made["description"] = column.description
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if table.key == (column.name,):
        limits["unique"] = True
    if column.values:
        limits["enum"] = list(column.values)
    if column.type in _PATTERNS:
        limits["pattern"] = _PATTERNS[column.type]
    if column.type in ("text", "names"):
        limits["maxLength"] = column.most
    if limits:
        made["constraints"] = limits
    return made


def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise _refusal(None, tr("it is larger than {size} MB", size=MOST_BYTES >> 20))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise _refusal(line, tr("it is not UTF-8")) from None
    try:
        raw = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
        if _too_deep(raw):
            raise RecursionError
        json.dumps(raw, ensure_ascii=False).encode()
    except json.JSONDecodeError as e:
        raise _refusal(e.lineno, tr("it is not JSON ({reason})", reason=e.msg)) from None
    except RecursionError:
        raise _refusal(None, tr("it is nested too deeply")) from None
    except _Repeated as e:
        name = visible(str(e), 60)
        raise _refusal(None, tr('the member "{name}" is there twice', name=name)) from None
    except UnicodeEncodeError:
        raise _refusal(None, tr("it holds half a character (a lone surrogate)")) from None
    except ValueError:
        raise _refusal(None, tr("it holds a number that is no number")) from None
    if not isinstance(raw, dict):
        raise _refusal(1, tr("it is not a JSON object"))
    return raw


def _check_format(raw: Mapping[str, Any]) -> None:
    made = raw.get("jwviewer:format", FORMAT)
    if not isinstance(made, int) or isinstance(made, bool) or made < 1:
        raise _refusal(None, tr('"jwviewer:format" is not a number from 1'), "jwviewer:format")
    if made > FORMAT:
        raise DossierRefused(
            tr("This dossier was made by a newer version of jwviewer (format {made}; this version"
               " reads up to {ours}); please update.", made=visible(str(made), 20), ours=FORMAT)
        )  # fmt: skip


def _check_paths(raw: Mapping[str, Any]) -> None:
    resources = raw.get("resources", [])
    if not isinstance(resources, list):
        raise _refusal(None, tr('"resources" is not a list'), "resources")
    for one in resources:
        path = one.get("path") if isinstance(one, dict) else None
        name = _name_of(one)
        if not is_path(path):
            shown = visible(str(path), 60)
            reason = tr('the path "{path}" of a resource is not like data/figures.csv', path=shown)
            raise _refusal(None, reason, "resources")
        if name in TABLES and not is_path_of(name, path):
            reason = tr('the table "{name}" does not lie in data/{name}.csv', name=name)
            raise _refusal(None, reason, "resources")


def _refusal(line: int | None, reason: str, column: str = "") -> DossierRefused:
    problem = Problem(DESCRIPTOR, line, column, "", reason)
    where = f"{DESCRIPTOR}, line {line}" if line else DESCRIPTOR
    return DossierRefused(tr("{place}: {reason}.", place=where, reason=reason), (problem,))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        raise _Repeated(next(k for k, _ in pairs if k in seen or seen.add(k)))  # type: ignore[func-returns-value]
    return made


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _too_deep(value: Any) -> bool:
    layer: list[Any] = [value]
    for _ in range(MOST_DEPTH):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return False
    return True
