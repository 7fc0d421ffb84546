"""Describes the program and its documents to macOS: what the spec puts into Info.plist."""

from __future__ import annotations

from typing import Any

from identity import IDENTIFIER, copyright_line, mime_type, version

DOCUMENT_TYPE = IDENTIFIER.rpartition(".")[0] + ".dossier"
OLDEST_SYSTEM = "14.0"  # what numpy's wheels are for; oldest_system.py looks at the rest
LANGUAGES = ["en"]  # those that the program itself speaks, for macOS offers them in its settings


def info_plist() -> dict[str, Any]:
    """Return the entries of Info.plist; PyInstaller adds the names of the program and its icon."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": LANGUAGES,
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": copyright_line(),
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # dark windows where the system is dark
        "NSSupportsAutomaticGraphicsSwitching": True,  # the slow graphics chip will do
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "jwviewer dossier",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "dossier.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [DOCUMENT_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": DOCUMENT_TYPE,
                "UTTypeDescription": "jwviewer dossier",
                "UTTypeIconFile": "dossier.icns",
                # Not public.zip-archive, though it is one: a double click would unpack it.
                "UTTypeConformsTo": ["public.data", "public.composite-content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["dossier"],
                    "public.mime-type": [mime_type()],
                },
            }
        ],
    }
