"""Installs missing Debian packages, where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from infra.services.errors import ServiceError

SCRIPT = Path(__file__).with_name("debian.sh")


def install_packages(packages: Sequence[str], *, log: Path) -> None:
    """Install the packages, or say which command would, when this user may not."""
    names = " ".join(packages)
    prefix = _privilege()
    if prefix is None or shutil.which("apt-get") is None:
        raise ServiceError(
            f"Please install {names} (on Debian: apt-get install {names}) and try again."
        )
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        command = [*prefix, "sh", str(SCRIPT), *packages]
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    if result.returncode:
        raise ServiceError(f"apt-get could not install {names}; its output is in {log}.")


def _privilege() -> list[str] | None:
    """What to put before a command so that it runs as root; None when that is not possible."""
    if os.getuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = (
        subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )
    return ["sudo", "-n"] if allowed else None
