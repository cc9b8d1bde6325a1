"""Where the launcher keeps things, as paths below the repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STOREFRONT = ROOT / "frontend-next"
REQUIREMENTS = ROOT / "infra" / "requirements"
CACHE = ROOT / ".cache"
VIRTUAL_ENVIRONMENT = ROOT / ".venv"
PYTHON = VIRTUAL_ENVIRONMENT / "bin" / "python"

# The settings read the same variable: a second shop beside the first one needs only this.
VAR = Path(os.environ.get("HERON_VAR_DIR") or ROOT / "var").resolve()
LOGS = VAR / "log"
STAMPS = VAR / "stamps"
RUNNING = VAR / "run"


def shown(path: Path) -> str:
    """A path as a person at the repository's root would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def write_atomically(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Replace a small file in one step, so that a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
