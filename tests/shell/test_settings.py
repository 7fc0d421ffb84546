from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jwviewer.shell.settings import RECENT, Settings


def test_what_is_set_is_there_after_a_restart(tmp_path: Path):
    path = tmp_path / "deep" / "settings.json"
    before = Settings(path)
    before["theme"] = "dark"
    before.remember_dossier(Path("/a.dossier"))
    before.save()
    after = Settings(path)
    assert after["theme"] == "dark"
    assert after["recent"] == ["/a.dossier"]


def test_recent_dossiers_are_few_newest_first_and_named_once(tmp_path: Path):
    kept = Settings(tmp_path / "settings.json")
    for number in range(RECENT + 5):
        kept.remember_dossier(Path(f"/{number}"))
    kept.remember_dossier(Path("/7"))
    assert kept["recent"][0] == "/7"
    assert kept["recent"].count("/7") == 1
    assert len(kept["recent"]) == RECENT


def test_one_file_under_two_cases_of_its_name_is_one_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("os.path.normcase", str.lower)
    kept = Settings(tmp_path / "settings.json")
    kept.remember_dossier(Path("C:/Files/A.dossier"))
    kept.remember_dossier(Path("c:/files/a.dossier"))
    assert kept["recent"] == ["c:/files/a.dossier"]
    kept.forget_dossier(Path("C:/FILES/A.DOSSIER"))
    assert kept["recent"] == []


def test_nothing_is_remembered_where_nothing_shall_be(tmp_path: Path):
    kept = Settings(tmp_path / "settings.json")
    kept["remember_recent"] = False
    kept.remember_dossier(Path("/a.dossier"))
    assert kept["recent"] == []


def test_a_damaged_file_is_set_aside_and_the_defaults_hold(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text("{broken", encoding="utf-8")
    found = Settings(path)
    assert found["theme"] == "system"
    assert found.set_aside is not None
    assert found.set_aside.read_text(encoding="utf-8") == "{broken"
    assert not path.exists()


def test_one_damaged_value_does_not_cost_the_others(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"theme": 7, "recent": ["/a"], "from_the_future": 1}), encoding="utf-8"
    )
    found = Settings(path)
    assert found["theme"] == "system"
    assert found["recent"] == ["/a"]
    found.save()
    assert json.loads(path.read_text(encoding="utf-8"))["from_the_future"] == 1


def test_a_default_cannot_be_changed_by_its_user(tmp_path: Path):
    found = Settings(tmp_path / "settings.json")
    found["recent"].append("/a")
    assert found["recent"] == []


def test_a_wrong_value_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="theme"):
        Settings(tmp_path / "settings.json")["theme"] = "pink"


@given(st.binary(max_size=300))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_stops_the_start(tmp_path: Path, content: bytes):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    found = Settings(path)
    assert found["theme"] in ("system", "light", "dark")
    assert isinstance(found["recent"], list)


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    found = Settings(in_the_way / "settings.json")
    found["theme"] = "dark"
    found.save()
    assert found["theme"] == "dark"


def test_a_path_that_is_no_text_is_remembered_like_any_other(tmp_path: Path):
    path = tmp_path / "settings.json"
    odd = Path(os.fsdecode(b"/mail/\xe4rger.dossier"))
    before = Settings(path)
    before.remember_dossier(odd)
    before.save()
    assert Settings(path)["recent"] == [str(odd)]
