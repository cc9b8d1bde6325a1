"""The lock files hold what pyproject.toml asks for, pinned and hashed, and name no address."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.launch.places import REQUIREMENTS, ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = [*RUNTIME, *PROJECT["dependency-groups"]["dev"]]


def _pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in PIN.findall(text)}


@pytest.mark.parametrize(
    ("lock", "wanted"), [("runtime.lock", RUNTIME), ("development.lock", DEVELOPMENT)]
)
def test_a_lock_satisfies_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    pins = _pins(lock)

    for requirement in map(Requirement, wanted):
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in {lock}: run `make lock`"
        assert requirement.specifier.contains(version), f"{requirement}: run `make lock`"


def test_development_runs_on_the_versions_of_production() -> None:
    development = _pins("development.lock")

    assert _pins("runtime.lock").items() <= development.items()


@pytest.mark.parametrize("lock", ["installer.lock", "runtime.lock", "development.lock"])
def test_every_package_is_hashed_and_no_address_is_named(lock: str) -> None:
    text = (REQUIREMENTS / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text)

    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "://" not in text
