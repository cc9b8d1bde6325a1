"""The Python lane: virtual environment, locked packages, database schema, demo shop."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.launch.commands import CommandRunner
from infra.launch.console import Activity
from infra.launch.places import PYTHON, REQUIREMENTS, ROOT, STAMPS, VIRTUAL_ENVIRONMENT
from infra.launch.preparation import AskedStep, Preparation, Release
from infra.launch.stamps import Input, Stamp, digest_of
from infra.launch.steps import Action, Step

REGISTRY_HINT = "Is the Python package registry reachable from here?"
INSTALLER = VIRTUAL_ENVIRONMENT / "bin" / "uv"
PACKAGES = Stamp(VIRTUAL_ENVIRONMENT / ".packages")
TRANSLATIONS = Stamp(VIRTUAL_ENVIRONMENT / ".translations")


def package_steps(*, is_development: bool) -> list[Step]:
    """Make .venv and let it hold exactly the locked packages; then compile the translations."""
    lock = REQUIREMENTS / ("development.lock" if is_development else "runtime.lock")
    return [
        Step(
            title="Python environment",
            stamp=Stamp(VIRTUAL_ENVIRONMENT / ".made"),
            inputs=lambda: [
                platform.python_version(),
                sys.base_prefix,
                REQUIREMENTS / "installer.lock",
            ],
            action=_make_virtual_environment,
            products=[PYTHON, INSTALLER],
        ),
        Step(
            title="Python packages",
            stamp=PACKAGES,
            inputs=lambda: [lock],
            action=_install_packages(lock),
        ),
        Step(
            title="Translations",
            stamp=TRANSLATIONS,
            inputs=lambda: [lock, *_texts()],
            action=_compile_translations,
            products=[text.with_suffix(".mo") for text in _texts()],
        ),
    ]


def shop_steps(environment: Mapping[str, str]) -> list[Step | AskedStep]:
    """Bring the database up to date, fill it with the demo shop, make the search find it and the
    assistant understand.

    Whether that is done is asked of the engines themselves: another one may be in use today.
    """
    preparation = Preparation(environment)
    return [
        AskedStep("Database schema", preparation, "schema", ["-m", "infra.schema.prepare"]),
        AskedStep("Demo shop", preparation, "demo", ["manage.py", "seed_demo"]),
        AskedStep(
            "Search index",
            preparation,
            "search",
            ["manage.py", "search", "rebuild"],
            release=Release(_index_stamp(environment), _analysis),
        ),
        AskedStep("Assistant", preparation, "assistant", ["manage.py", "chatbot", "learn"]),
    ]


def wants_development_packages() -> bool:
    """Whether .venv holds the development tools already; a plain start does not take them away."""
    return (VIRTUAL_ENVIRONMENT / "bin" / "pytest").exists()


def _make_virtual_environment(runner: CommandRunner, activity: Activity) -> None:
    # The journeys start the launcher from .venv itself: what builds it anew is the Python below it.
    base = sys._base_executable  # type: ignore[attr-defined] # as the venv module does
    shutil.rmtree(VIRTUAL_ENVIRONMENT, ignore_errors=True)
    runner.run(
        [base, "-m", "venv", VIRTUAL_ENVIRONMENT],
        log="python-environment",
        activity=activity,
        hint="On Debian this needs the package python3-venv.",
    )
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--retries",
        "2",
    ]
    runner.run(
        [*pip, "--no-deps", "--require-hashes", "-r", REQUIREMENTS / "installer.lock"],
        log="python-installer",
        activity=activity,
        hint=REGISTRY_HINT,
    )


def _install_packages(lock: Path) -> Action:
    def install(runner: CommandRunner, activity: Activity) -> None:
        runner.run(
            [INSTALLER, "pip", "sync", "--require-hashes", "--python", PYTHON, lock],
            log="python-packages",
            activity=activity,
            environment=index_settings(),
            hint=REGISTRY_HINT,
        )

    return install


def _compile_translations(runner: CommandRunner, activity: Activity) -> None:
    runner.run(
        [PYTHON, "-m", "infra.translations", "compile"], log="translations", activity=activity
    )


def _texts() -> Sequence[Path]:
    return sorted((ROOT / "infra" / "locale").rglob("*.po"))


def index_settings() -> dict[str, str]:
    """Take over a package index that was configured for pip; uv does not read pip's settings."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    question = [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    index = os.environ.get("PIP_INDEX_URL") or answer.stdout.strip()
    return {"UV_DEFAULT_INDEX": index} if index else {}


def _index_stamp(environment: Mapping[str, str]) -> Stamp:
    """Which release made the index, for each pair of database and search engine of its own."""
    names = ("DATABASE_URL", "ELASTICSEARCH_URL", "SEARCH_INDEX_PREFIX")
    engines = digest_of(environment.get(name, "") for name in names)
    return Stamp(STAMPS / f"search-{engines[:12]}")


def _analysis() -> Sequence[Input]:
    """What decides how documents are indexed: an index of another release is made anew."""
    folders = [ROOT / "search" / name for name in ("engines", "indexing", "language", "query")]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))
