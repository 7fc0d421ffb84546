"""datapackage.json: refused when it is hostile, kept whole when it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import DossierRefused, open_dossier, save_dossier
from jwviewer.dossier.schema import FORMAT, SCHEMA
from tests.dossier.example import parts, write_folder


def document(**changes: Any) -> dict[str, Any]:
    made = json.loads(parts()["datapackage.json"])
    assert isinstance(made, dict)
    return {**made, **{k.replace("__", ":"): v for k, v in changes.items()}}


def opened(folder: Path, descriptor: bytes) -> Dossier:
    return open_dossier(write_folder(folder, parts() | {"datapackage.json": descriptor}))


def with_changes(folder: Path, **changes: Any) -> Dossier:
    return opened(folder, json.dumps(document(**changes)).encode())


def test_a_newer_format_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DossierRefused, match="made by a newer version") as refused:
        with_changes(tmp_path, jwviewer__format=FORMAT + 1)
    assert str(refused.value).count(".") == 1


@pytest.mark.parametrize("made", [0, -1, "1", 1.0, True, None, [], 10**400])
def test_an_odd_format_is_refused(tmp_path: Path, made: object) -> None:
    with pytest.raises(DossierRefused):
        with_changes(tmp_path, jwviewer__format=made)


HOSTILE = {
    "empty": b"",
    "not json": b"{name: x}",
    "a list": b"[]",
    "not utf-8": b'{"name": "\xff"}',
    "utf-16": '{"name": "x"}'.encode("utf-16"),
    "deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "rather deep": b'{"a":' * 50 + b"1" + b"}" * 50,
    "nan": b'{"a": NaN}',
    "infinite": b'{"a": -Infinity}',
    "too large a number": b'{"a": 1e999}',
    "an endless number": b'{"a": ' + b"9" * 10_000 + b"}",
    "twice": b'{"name": "x", "name": "y"}',
    "twice inside": b'{"resources": [{"path": "data/a.csv", "path": "data/b.csv"}]}',
    "half a character": b'{"title": "\\ud800"}',
    "half a character in a name": b'{"\\udfff": 1}',
    "too long": b'{"title": "' + b"x" * (2 << 20) + b'"}',
    "no list": b'{"resources": {"path": "data/figures.csv"}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_json_is_refused_with_its_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DossierRefused) as refused:
        opened(tmp_path, HOSTILE[name])
    assert "datapackage.json" in str(refused.value)
    (problem,) = refused.value.problems
    assert problem.file == "datapackage.json"
    assert problem.reason


def test_a_slip_in_the_json_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DossierRefused, match=r"datapackage\.json, line 3: it is not JSON"):
        opened(tmp_path, b'{\n"name": "x",\n"title" "y"\n}')


HOSTILE_PATHS: tuple[object, ...] = (
    "../figures.csv", "/etc/passwd", "data/../../x.csv", "data/figures.csv/../../x", "C:\\x.csv",
    "data\\figures.csv", "http://example.org/figures.csv", "file:///etc/passwd", "", ".", "..",
    "~/x.csv", "data/", "figures.csv", "data/Figures.csv", "data/figures.csv\0", "data/a b.csv",
    "data/figures.csv\n", "//server/share/x.csv", "data/x.csv?y", "data/ﬁgures.csv", None, 5, [],
    ["data/figures.csv"], ["../x.csv"], {"a": 1}, "data/events.csv", "data/topics.csv", "-",
)  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_paths_that_lead_elsewhere_are_refused(tmp_path: Path, path: object) -> None:
    with pytest.raises(DossierRefused, match=r"path|does not lie"):
        with_changes(tmp_path, resources=[{"name": "figures", "path": path}])


def test_the_schema_in_the_file_is_never_obeyed(tmp_path: Path) -> None:
    field = {"name": "figure_id", "type": "string", "constraints": {"pattern": "((a+)+)+$("}}
    resource = {"name": "figures", "path": "data/figures.csv", "schema": {"fields": [field]}}
    assert with_changes(tmp_path, resources=[resource]).problems == ()
    odd: tuple[object, ...] = (5, [], {"fields": 5}, {"fields": [5, {"name": []}]})
    for schema in odd:
        dossier = with_changes(tmp_path, resources=[{**resource, "schema": schema}])
        save_dossier(dossier, tmp_path / "out.dossier")


@pytest.mark.parametrize(
    ("member", "value"),
    [("title", 5), ("title", "x" * 201), ("version", ["1"]), ("name", "Not A Name"),
     ("description", "a\x00b"), ("jwviewer__fictional", "no")],
)  # fmt: skip
def test_a_wrong_member_is_a_problem_not_the_end(
    tmp_path: Path, member: str, value: object
) -> None:
    dossier = with_changes(tmp_path, **{member: value})
    (problem,) = dossier.problems
    assert (problem.file, problem.column) == ("datapackage.json", member.replace("__", ":"))
    assert problem.remedy
    assert len(dossier.facts) > 5
    assert dossier.fictional


def test_what_others_wrote_into_it_survives(tmp_path: Path) -> None:
    made = document(licenses=[{"name": "CC0-1.0"}], x__mine={"a": [1, None, "天"]})
    for resource in made["resources"]:
        if resource["name"] == "figures":
            resource["x:checked"] = True
    made["resources"].append({"name": "prices", "path": "data/prices.csv", "format": "csv"})
    files = parts() | {
        "datapackage.json": json.dumps(made).encode(), "data/prices.csv": b"day,price\n1,2\n",
    }  # fmt: skip
    dossier = open_dossier(write_folder(tmp_path / "a", files))
    save_dossier(dossier, tmp_path / "b.dossier")
    save_dossier(open_dossier(tmp_path / "b.dossier"), tmp_path / "c")
    kept = json.loads((tmp_path / "c" / "datapackage.json").read_bytes())
    assert kept["licenses"] == [{"name": "CC0-1.0"}]
    assert kept["x:mine"] == {"a": [1, None, "天"]}
    by_name = {resource["name"]: resource for resource in kept["resources"]}
    assert by_name["figures"]["x:checked"] is True
    assert by_name["prices"] == made["resources"][-1]
    assert (tmp_path / "c" / "data" / "prices.csv").read_bytes() == b"day,price\n1,2\n"


def test_it_describes_every_table_to_other_tools() -> None:
    made = document()
    assert made["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (made["jwviewer:format"], made["jwviewer:fictional"]) == (FORMAT, True)
    for table, resource in zip(SCHEMA, made["resources"], strict=True):
        schema = resource["schema"]
        assert [f["name"] for f in schema["fields"]] == [c.name for c in table.columns]
        assert schema["primaryKey"] == list(table.key)
        assert resource["hash"].startswith("sha256:")
        for link in schema.get("foreignKeys", ()):
            assert link["reference"]["resource"] in {t.name for t in SCHEMA}
