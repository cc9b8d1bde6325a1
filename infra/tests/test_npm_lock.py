"""The storefront's lock file names every platform's packages and no download address."""

import json

import pytest

from infra.requirements.complete_npm_lock import LOCK, complete, find_missing

OWNER = {
    "version": "1.2.3",
    "dev": True,
    "optionalDependencies": {"@swift/core-darwin-arm64": "1.2.3"},
}


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "package-lock.json"
    path.write_text(json.dumps({"packages": {"": {}, "node_modules/@swift/core": OWNER}}))
    return path


def test_a_missing_platform_package_is_added_with_its_platform(lock):
    assert complete(lock) == ["node_modules/@swift/core-darwin-arm64"]

    packages = json.loads(lock.read_text())["packages"]
    assert packages["node_modules/@swift/core-darwin-arm64"] == {
        "version": "1.2.3",
        "optional": True,
        "dev": True,
        "cpu": ["arm64"],
        "os": ["darwin"],
    }


def test_completing_twice_changes_nothing(lock):
    complete(lock)
    before = lock.read_bytes()

    assert complete(lock) == []
    assert lock.read_bytes() == before


def test_a_package_in_the_owners_own_folder_counts_as_present():
    nested = "node_modules/@swift/core/node_modules/@swift/core-darwin-arm64"

    assert find_missing({"node_modules/@swift/core": OWNER, nested: {"version": "1.2.3"}}) == {}


def test_the_committed_file_is_complete_and_names_no_address():
    text = LOCK.read_text(encoding="utf-8")

    assert find_missing(json.loads(text)["packages"]) == {}
    assert '"resolved"' not in text
