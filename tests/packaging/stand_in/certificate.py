"""A certificate that nobody trusts, to sign with in tests."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECRET = "correct horse"


def can_sign() -> bool:
    """Tell whether there is what makes a certificate and what signs with it."""
    return shutil.which("openssl") is not None and shutil.which("osslsigncode") is not None


def make_certificate(folder: Path) -> Path:
    """Make a certificate in ``folder`` and return it with its key, as PKCS #12."""
    key, public, both = (folder / name for name in ("key.pem", "public.pem", "both keys.p12"))
    options = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    options += ["-subj", "/CN=jwviewer-test", "-addext", "extendedKeyUsage=codeSigning"]
    for command in (
        [*options, "-keyout", str(key), "-out", str(public)],
        ["pkcs12", "-export", "-inkey", str(key), "-in", str(public), "-out", str(both),
         "-passout", f"pass:{SECRET}"],
    ):  # fmt: skip
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return both


def signatures(file: Path, folder: Path) -> str:
    """Return what is said of the signature of ``file``, which the certificate must have made."""
    public = str(folder / "public.pem")
    done = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", public, "-in", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout
