"""Signs files for Windows, or says why it does not: `python sign.py FILE…`.

JWVIEWER_CERTIFICATE names a certificate with its key (PKCS #12), JWVIEWER_CERTIFICATE_PASSWORD
unlocks it; without the first nothing is signed. JWVIEWER_TIMESTAMP names another time-stamping
service, or none if it is empty. Windows' signtool is used on Windows, osslsigncode elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

TIMESTAMP = "http://timestamp.digicert.com"  # by plain http: the answer itself is signed


def sign(files: list[Path], environment: Mapping[str, str] = os.environ) -> bool:
    """Sign ``files`` in place; return False, with a message, where there is no certificate.

    Raises CalledProcessError if the tool refuses and FileNotFoundError if there is none.
    """
    certificate = environment.get("JWVIEWER_CERTIFICATE", "")
    if not certificate:
        names = ", ".join(file.name for file in files)
        print(f"Not signed, for JWVIEWER_CERTIFICATE names no certificate: {names}")
        return False
    password = environment.get("JWVIEWER_CERTIFICATE_PASSWORD", "")
    timestamp = environment.get("JWVIEWER_TIMESTAMP", TIMESTAMP)
    for file in files:
        if sys.platform == "win32":
            _with_signtool(file, certificate, password, timestamp)
        else:
            _with_osslsigncode(file, certificate, password, timestamp)
    return True


def _with_signtool(file: Path, certificate: str, password: str, timestamp: str) -> None:
    times = ["/tr", timestamp, "/td", "SHA256"] if timestamp else []
    key = ["/f", certificate, "/p", password]
    tool = _tool("signtool")
    subprocess.run([tool, "sign", "/fd", "SHA256", *key, *times, str(file)], check=True)
    subprocess.run([tool, "verify", "/pa", str(file)], check=True)


def _with_osslsigncode(file: Path, certificate: str, password: str, timestamp: str) -> None:
    times = ["-ts", timestamp] if timestamp else []
    with tempfile.TemporaryDirectory() as folder:  # only its owner may look into it
        secret = Path(folder) / "password"
        secret.write_text(password, encoding="utf-8")
        signed = Path(folder) / file.name
        key = ["-pkcs12", certificate, "-readpass", str(secret)]
        command = [_tool("osslsigncode"), "sign", "-h", "sha256", *key, *times]
        command += ["-n", "jwviewer", "-in", str(file), "-out", str(signed)]
        subprocess.run(command, check=True)
        shutil.move(signed, file)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is needed to sign, and not there")
    return found


if __name__ == "__main__":
    sign([Path(name) for name in sys.argv[1:]])
