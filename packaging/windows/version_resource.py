"""Describes the program to Windows: what the Details tab of its files and Task Manager show."""

from __future__ import annotations

from pathlib import Path

from identity import ROOT, copyright_line, publisher, version

# What PyInstaller reads; 0409 and 04B0 (1033, 1200) mean English and Unicode.
FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
{strings}
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def version_resource(program: str) -> str:
    """Return in PyInstaller's form what ``program`` (jwviewer, jwviewer-console) says of itself."""
    strings = {
        "CompanyName": publisher(),
        "FileDescription": program,  # the name that Task Manager and "Open with" show
        "FileVersion": version(),
        "InternalName": program,
        "LegalCopyright": copyright_line(),
        "OriginalFilename": f"{program}.exe",
        "ProductName": "jwviewer",
        "ProductVersion": version(),
    }
    lines = [f"      StringStruct({name!r}, {text!r})," for name, text in strings.items()]
    numbers = (*map(int, version().split(".")), 0)
    return FORM.format(numbers=numbers, strings="\n".join(lines))


def write_version_resource(program: str) -> Path:
    """Write the resource into build/ and return the file, for the spec to name."""
    target = ROOT / "build" / f"{program}-version.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text(version_resource(program), encoding="utf-8")
    return target
