"""The same services in containers, where a Docker engine answers."""

import shutil
import subprocess
from pathlib import Path

from infra.launch.processes import wait_until
from infra.services.errors import ServiceError
from infra.services.probes import PROBES
from infra.services.state import state_folder

FILE = Path(__file__).resolve().parents[1] / "deploy" / "compose" / "services.yml"
ENGINE_SECONDS = 10
START_SECONDS = 180.0


def _marker() -> Path:
    return state_folder() / "compose.started"


def is_available() -> bool:
    """Whether a Docker engine (not only its client) answers, with the compose plugin."""
    if shutil.which("docker") is None:
        return False
    return all(_succeeds(["docker", *words]) for words in (["info"], ["compose", "version"]))


def _succeeds(command: list[str]) -> bool:
    try:
        result = subprocess.run(command, capture_output=True, timeout=ENGINE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return result.returncode == 0


def start() -> None:
    """Start all containers and wait until each service answers."""
    _compose("up", "--detach", "--quiet-pull")
    _marker().touch()
    silent = [
        name for name, probe in PROBES.items() if not wait_until(probe, seconds=START_SECONDS)
    ]
    if silent:
        raise ServiceError(
            f"No answer from {', '.join(silent)}; see `docker compose -f {FILE} logs`."
        )


def stop() -> bool:
    """End the containers if they were started here; their volumes stay."""
    if not _marker().exists():
        return False
    _compose("down")
    _marker().unlink()
    return True


def _compose(*words: str) -> None:
    command = ["docker", "compose", "-f", str(FILE), *words]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise ServiceError(f"`{' '.join(command)}` failed; its output is above.")
