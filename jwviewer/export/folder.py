"""The folder that all pictures of a dossier go into."""

from __future__ import annotations

from pathlib import Path

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.language import tr


def make_folder(folder: Path) -> None:
    """Make the folder if only itself is missing; WriteFailed when that cannot be done."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise WriteFailed(folder, tr("a file has that name")) from None
    except FileNotFoundError:
        missing = folder.parent
        raise WriteFailed(
            folder, tr("the folder {folder} does not exist", folder=missing)
        ) from None
    except OSError as e:
        raise WriteFailed(folder, e.strerror or str(e)) from e
