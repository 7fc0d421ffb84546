"""What Windows is told of the programs, and how they are signed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from identity import mime_type, version
from windows.sign import sign
from windows.version_resource import version_resource, write_version_resource

import jwviewer
from jwviewer.dossier.container import MIMETYPE
from tests.packaging.stand_in.bundle import make_bundle
from tests.packaging.stand_in.certificate import SECRET, can_sign, make_certificate, signatures


def test_names_are_the_programs_own() -> None:
    assert version() == jwviewer.__version__
    assert mime_type() == MIMETYPE


def test_pyinstaller_reads_the_version_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "win32":  # its reader asks for two modules of Windows that it needs not
        from PyInstaller import compat

        monkeypatch.setattr(compat, "win32api", None, raising=False)
        monkeypatch.setitem(sys.modules, "pefile", ModuleType("pefile"))
    from PyInstaller.utils.win32 import versioninfo

    read = versioninfo.load_version_info_from_text_file(write_version_resource("jwviewer-console"))
    numbers = tuple(int(part) for part in jwviewer.__version__.split("."))
    assert divmod(read.ffi.fileVersionMS, 2**16) == numbers[:2]
    assert divmod(read.ffi.productVersionLS, 2**16) == (numbers[2], 0)
    strings = {one.name: one.val for one in read.kids[0].kids[0].kids}
    assert strings["FileVersion"] == strings["ProductVersion"] == jwviewer.__version__
    assert strings["OriginalFilename"] == "jwviewer-console.exe"
    assert strings["CompanyName"] == "The jwviewer authors"
    assert strings["LegalCopyright"].startswith("Copyright (c)")
    # The strings are kept under the language that the translation names, or Windows shows none.
    language = "".join(f"{number:04X}" for number in read.kids[1].kids[0].kids)
    assert read.kids[0].kids[0].name == language


def test_each_program_is_named_by_itself() -> None:
    assert "'jwviewer.exe'" in version_resource("jwviewer")
    assert "'jwviewer.exe'" not in version_resource("jwviewer-console")


def test_without_a_certificate_nothing_is_signed_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "jwviewer.exe"
    program.write_bytes(b"MZ")
    assert not sign([program], {})
    assert "Not signed" in capsys.readouterr().out
    assert program.read_bytes() == b"MZ"


@pytest.mark.skipif(
    shutil.which("makensis") is None or not can_sign(),
    reason="needs NSIS, openssl, osslsigncode: apt-get install nsis openssl osslsigncode",
)
def test_with_a_certificate_a_program_carries_its_signature(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    program = make_bundle(tmp_path) / "jwviewer.exe"
    settings = {
        "JWVIEWER_CERTIFICATE": str(certificate),
        "JWVIEWER_CERTIFICATE_PASSWORD": SECRET,
        "JWVIEWER_TIMESTAMP": "",
    }
    assert sign([program], settings)
    assert "CN=jwviewer-test" in signatures(program, tmp_path)


def test_on_windows_signtool_is_asked_with_a_timestamp_and_then_to_verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: asked.append(command))
    program = tmp_path / "my programs" / "jwviewer.exe"
    settings = {"JWVIEWER_CERTIFICATE": "key.pfx", "JWVIEWER_CERTIFICATE_PASSWORD": SECRET}
    assert sign([program], settings)
    signing, verifying = asked
    assert signing[:4] == ["signtool", "sign", "/fd", "SHA256"]
    assert signing[signing.index("/f") + 1] == "key.pfx"
    assert signing[signing.index("/p") + 1] == SECRET
    assert signing[signing.index("/td") + 1] == "SHA256"
    assert signing[-1] == verifying[-1] == str(program)
    assert verifying[:3] == ["signtool", "verify", "/pa"]


def test_a_certificate_without_a_tool_to_use_it_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="is needed to sign"):
        sign([tmp_path / "jwviewer.exe"], {"JWVIEWER_CERTIFICATE": os.devnull})
