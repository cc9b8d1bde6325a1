"""What runs on a fresh clone needs nothing but Python itself."""

import subprocess
import sys

import pytest

from infra.launch.places import ROOT


@pytest.mark.parametrize("module", ["infra.launch", "infra.services", "infra.testing.everything"])
def test_a_program_of_the_first_minute_imports_only_the_standard_library(module: str) -> None:
    program = [sys.executable, "-I", "-S", "-c"]
    code = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[1:] = ['--help']; "

    answer = subprocess.run(
        [*program, code + f"runpy.run_module({module!r}, run_name='__main__')"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    assert "usage:" in answer.stdout
