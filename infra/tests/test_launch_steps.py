"""The launcher's steps: skipped when nothing changed, repeated after a failure, ended together."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from infra.launch import commands
from infra.launch.commands import CommandRunner, telling_lines
from infra.launch.console import Console
from infra.launch.errors import Interrupted, LaunchError
from infra.launch.places import ROOT
from infra.launch.stamps import Stamp, digest_of
from infra.launch.steps import Step, carry_out_side_by_side


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(commands, "LOGS", tmp_path / "log")
    return tmp_path / "log"


@pytest.fixture
def console():
    console = Console()
    yield console
    console.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.tsx").write_text("one")
    return folder


def _python(code: str, *, log: str = "step"):
    return lambda runner, activity: runner.run(
        [sys.executable, "-c", code], log=log, activity=activity, hint="Is it plugged in?"
    )


def _step(tmp_path: Path, source: Path, code: str = "", **options) -> Step:
    return Step(
        title="Build",
        stamp=Stamp(tmp_path / "product" / ".stamp"),
        inputs=lambda: [source],
        action=_python(code),
        **options,
    )


def test_a_step_runs_once_until_an_input_changes(tmp_path, source, console):
    step = _step(tmp_path, source)
    runner = CommandRunner()

    assert step.carry_out(runner, console)
    assert not step.carry_out(runner, console)
    (source / "page.tsx").write_text("two")
    assert step.carry_out(runner, console)


def test_what_a_step_makes_is_no_input(tmp_path, source):
    before = digest_of([source])

    for name in ("node_modules", ".next"):
        (source / name).mkdir()
        (source / name / "made.js").write_text("made")

    assert digest_of([source]) == before


def test_a_renamed_file_and_a_moved_word_are_changes(tmp_path, source):
    before = digest_of([source, "ab", "c"])

    assert digest_of([source, "a", "bc"]) != before
    (source / "page.tsx").rename(source / "other.tsx")
    assert digest_of([source, "ab", "c"]) != before


def test_a_missing_product_makes_a_step_run_again(tmp_path, source, console):
    product = tmp_path / "server.js"
    step = _step(tmp_path, source, f"open({str(product)!r}, 'w')", products=[product])

    step.carry_out(CommandRunner(), console)
    product.unlink()

    assert step.carry_out(CommandRunner(), console)


def test_a_failed_step_says_why_and_runs_again(tmp_path, source, console, logs):
    step = _step(tmp_path, source, "import sys; print('fatal error: no disk'); sys.exit(3)")

    for _ in range(2):
        with pytest.raises(
            LaunchError, match=r"Build failed \(exit code 3.*Is it plugged in\?"
        ) as found:
            step.carry_out(CommandRunner(), console)

    assert str(found.value).endswith("fatal error: no disk")
    assert (logs / "step.log").read_text() == "fatal error: no disk\n"


def test_one_failure_ends_the_other_lane_and_is_the_one_reported(tmp_path, source, console):
    slow = Step(
        "Slow",
        Stamp(tmp_path / "slow"),
        list,
        _python("import time; time.sleep(60)", log="slow"),
    )
    broken = Step("Broken", Stamp(tmp_path / "broken"), list, _python("raise SystemExit(1)"))
    began = time.monotonic()

    with pytest.raises(LaunchError, match="Broken failed") as found:
        carry_out_side_by_side([[slow], [broken]], CommandRunner(), console)

    assert not isinstance(found.value, Interrupted)
    assert time.monotonic() - began < 30
    assert not slow.stamp.path.exists()


def test_cancelling_ends_a_command_that_ignores_the_polite_signal(console, monkeypatch):
    monkeypatch.setattr(commands, "STOP_GRACE_SECONDS", 0.3)
    runner, ready, failures = CommandRunner(), threading.Event(), []
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"

    def work() -> None:
        with console.activity("Stubborn") as activity:
            activity.note = lambda _line: ready.set()
            _python(code)(runner, activity)

    def record() -> None:
        try:
            work()
        except LaunchError as error:
            failures.append(error)

    thread = threading.Thread(target=record)
    thread.start()
    assert ready.wait(20)
    runner.cancel()
    thread.join(20)

    assert [type(each) for each in failures] == [Interrupted]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["npm error code E404", "npm error", "npm help"], ["npm error code E404"]),
        (["one", "", "two"], ["one", "two"]),
        ([], []),
    ],
)
def test_the_lines_that_tell_what_went_wrong_are_found(lines, expected):
    assert telling_lines(lines) == expected


def test_the_environment_is_the_same_seen_from_inside_and_outside():
    """Started from .venv, the launcher must not take it for outdated and delete its own Python."""
    code = (
        "from infra.launch.python_steps import package_steps as steps;"
        "from infra.launch.stamps import digest_of as digest;"
        "print(digest(steps(is_development=True)[0].inputs()))"
    )
    pythons = [sys.executable, sys._base_executable]

    digests = {
        subprocess.run(
            [python, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for python in pythons
    }

    assert len(digests) == 1
