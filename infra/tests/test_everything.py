"""`make test`: the first failure ends everything, and a table says where the time went."""

import re
from types import SimpleNamespace

import pytest

from infra.launch import commands
from infra.launch.places import ROOT
from infra.testing import durations, everything, run
from infra.testing.everything import Check, main, stages, table

TARGETS = re.compile(r"^([a-z0-9-]+):", re.MULTILINE)


@pytest.fixture
def makefile(tmp_path, monkeypatch):
    """A Makefile of the test's own in place of the repository's."""
    for module in (commands, everything):
        monkeypatch.setattr(module, "LOGS", tmp_path / "log")
    monkeypatch.setattr(everything.signal, "signal", lambda *_arguments: None)
    monkeypatch.setenv("MAKEFILES", str(tmp_path / "own.mk"))
    return tmp_path / "own.mk"


def write(makefile, **targets):
    text = "".join(f"{name}:\n\t@{command}\n" for name, command in targets.items())
    makefile.write_text(text)


def test_every_step_is_a_target_of_the_makefile():
    targets = set(TARGETS.findall((ROOT / "Makefile").read_text()))

    steps = [
        check.target for lanes in stages(has_services=True) for lane in lanes for check in lane
    ]

    assert len(steps) == len(set(steps)) > 7
    assert set(steps) <= targets


def test_the_table_tells_the_steps_and_their_parts(makefile, monkeypatch, capsys):
    said = [
        "note: one engine is not up",
        "  ✓ On PostgreSQL (41 s)",
        "==== where the time went ====",
        " 90.1 all files",
        "",
        "3 passed",
    ]
    write(makefile, inner="; ".join(f"echo '{line}'" for line in said), outer="true")
    lanes = [[Check("Python tests", "inner")], [Check("Style", "outer")]]
    monkeypatch.setattr(everything, "stages", lambda **_options: [lanes])

    assert main([]) == 0

    out = capsys.readouterr().out
    assert "note: one engine is not up\n" in out
    told = [line.split() for line in out.partition("Where the time went")[2].splitlines()[1:]]
    assert told == [
        ["0", "Python", "tests"],
        ["41", "On", "PostgreSQL"],
        ["90.1", "all", "files"],
        ["0", "Style"],
        ["0", "altogether"],
    ]


def test_a_failure_is_told_in_full_and_nothing_follows(makefile, monkeypatch, capsys):
    write(makefile, broken="seq 1 30; false", never="touch never-made")
    wanted = [
        [[Check("Broken", "broken"), Check("After it", "never")]],
        [[Check("Later", "never")]],
    ]
    monkeypatch.setattr(everything, "stages", lambda **_options: wanted)

    assert main([]) == 1

    out, err = capsys.readouterr()
    assert "\n".join(map(str, range(1, 31))) in out
    assert "error: Broken failed" in err
    assert [check.seconds is None for check in (*wanted[0][0], *wanted[1][0])] == [
        False,
        True,
        True,
    ]
    assert "Later" not in "\n".join(table(wanted, seconds=1))


def test_what_was_expected_and_what_came_stand_at_the_end(makefile, monkeypatch, capsys):
    said = ["  1) [desktop] a.spec.ts:3", "noise", "    Expected: blue", "    Received: red"]
    said = [*said, "FAILED a/test_b.py::test_c - assert 1 == 2"]
    write(makefile, broken="; ".join(f"echo '{line}'" for line in said) + "; false")
    monkeypatch.setattr(everything, "stages", lambda **_options: [[[Check("Broken", "broken")]]])

    assert main([]) == 1

    short = capsys.readouterr().out.partition("What failed in Broken, in short:\n")[2]
    assert short.splitlines() == [line for line in said if line != "noise"]


def test_all_tests_run_on_postgresql_and_on_sqlite_what_differs():
    everywhere, again = run.passes(has_postgresql=True)

    assert everywhere.database["DATABASE_URL"].startswith("postgres://")
    assert not everywhere.selection
    assert (again.database, again.selection) == ({}, ("-m", "sqlite"))


def test_without_postgresql_all_tests_run_on_sqlite(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(run, "ask_postgresql", lambda: False)
    monkeypatch.setattr(run, "_run", lambda each, arguments: ran.append((each, arguments)) or 0)
    monkeypatch.delenv("REQUIRE_SERVICES", raising=False)

    assert run.main(["-x"]) == 0

    assert [(each.database, each.selection, arguments) for each, arguments in ran] == [
        ({}, (), ["-x"])
    ]
    assert capsys.readouterr().out.startswith("note: PostgreSQL is not up")


def test_where_postgresql_is_required_nothing_runs_without_it(monkeypatch, capsys):
    monkeypatch.setattr(run, "ask_postgresql", lambda: False)
    monkeypatch.setattr(run, "_run", lambda *_arguments: pytest.fail("it ran"))
    monkeypatch.setenv("REQUIRE_SERVICES", "1")

    assert run.main([]) == 1
    assert "nothing answers" in capsys.readouterr().err


def report(file: str, when: str, seconds: float) -> pytest.TestReport:
    return pytest.TestReport(
        f"{file}::test", (file, 1, "test"), {}, "passed", None, when, (), seconds
    )


def told(*reports: pytest.TestReport) -> list[list[str]]:
    lines = []
    reporter = SimpleNamespace(stats={"": reports}, section=lines.append, line=lines.append)
    durations.pytest_terminal_summary(reporter)
    return [line.split() for line in lines]


def test_the_slowest_files_are_told_with_what_setting_up_costs():
    heading, _columns, *rows = told(
        report("test_quick.py", "call", 1.0),
        report("test_slow.py", "setup", 20.0),
        report("test_slow.py", "call", 9.0),
        report("test_slow.py", "teardown", 1.0),
    )

    assert " ".join(heading) == durations.HEADING
    assert rows == [
        ["31.0", "21.0", "10.0", "all", "2", "files"],
        ["30.0", "21.0", "9.0", "test_slow.py"],
        ["1.0", "0.0", "1.0", "test_quick.py"],
    ]


def test_a_short_run_needs_no_table():
    assert told(report("test_quick.py", "call", 1.0)) == []
