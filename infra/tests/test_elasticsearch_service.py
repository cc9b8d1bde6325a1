"""The options that a node of the services is started with."""

import pytest

from infra.services import elasticsearch
from infra.services.errors import ServiceError


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Write the node's options for a way to compile, and return them."""

    def write(jit):
        monkeypatch.setattr(elasticsearch, "JIT", jit)
        monkeypatch.setattr(elasticsearch, "home", lambda: tmp_path)
        (tmp_path / "config").mkdir(exist_ok=True)
        (tmp_path / "config" / "log4j2.properties").write_text("")
        elasticsearch._write_configuration(tmp_path / "node")
        return (tmp_path / "node" / "config" / "jvm.options").read_text().splitlines()

    (tmp_path / "node").mkdir()
    return write


def test_tests_start_quickly_and_measurements_run_on_the_full_compiler(written):
    quick, full = written("quick"), written("full")

    assert quick == [*full, "-XX:TieredStopAtLevel=1"]
    assert f"-Xmx{elasticsearch.HEAP}" in full


def test_another_way_to_compile_is_refused(written):
    with pytest.raises(ServiceError, match="quick, full"):
        written("none")
