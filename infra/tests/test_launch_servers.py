"""Servers are watched together, ended together, and never taken for somebody else's process."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.launch import supervisor as supervisor_module
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.options import parse_options
from infra.launch.places import ROOT
from infra.launch.ports import check_port_is_free, find_free_ports
from infra.launch.processes import (
    ProcessMark,
    began,
    end_group,
    end_leader,
    group_is_running,
    read_mark,
    wait_until,
    write_mark,
)
from infra.launch.supervisor import Server, Supervisor, end_left_overs

OBEDIENT = "import time; print('ready', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {OBEDIENT}"


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    for name in ("LOGS", "RUNNING"):
        monkeypatch.setattr(supervisor_module, name, tmp_path)
    return tmp_path


@pytest.fixture
def supervisor():
    console = Console()
    found = Supervisor(console)
    yield found
    found.stop()
    console.close()


def _server(name: str, code: str = OBEDIENT) -> Server:
    return Server(name=name, command=[sys.executable, "-u", "-c", code], ready_text="ready")


def _pid(server: Server) -> int:
    mark = read_mark(server.mark)
    assert mark
    return mark.pid


def test_all_servers_end_together_and_their_marks_go(supervisor):
    servers = [_server("one"), _server("two")]
    supervisor.start(servers)
    pids = [_pid(server) for server in servers]

    supervisor.stop()

    assert not any(group_is_running(pid) for pid in pids)
    assert not any(server.mark.exists() for server in servers)


def test_a_server_that_dies_at_once_is_reported_with_its_words(supervisor):
    broken = _server("broken", "raise SystemExit('error: no such table')")

    with pytest.raises(LaunchError, match="broken ended") as found:
        supervisor.start([_server("fine"), broken])

    assert "error: no such table" in str(found.value)


@pytest.fixture
def no_pause(monkeypatch):
    monkeypatch.setattr(supervisor_module, "FIRST_PAUSE_SECONDS", 0.0)


def _look_until(supervisor, condition):
    def look() -> bool:
        supervisor.look()
        return condition()

    assert wait_until(look, seconds=20)


def test_a_server_that_dies_is_started_again_and_the_others_stay(supervisor, no_pause, capsys):
    servers = [_server("one"), _server("two")]
    supervisor.start(servers)
    first, second = (_pid(server) for server in servers)

    os.killpg(second, signal.SIGKILL)
    _look_until(supervisor, lambda: _pid(servers[1]) != second)

    assert _pid(servers[0]) == first
    assert group_is_running(first)
    assert group_is_running(_pid(servers[1]))
    assert not Path(f"/proc/{second}").exists(), "a zombie stayed"
    told = capsys.readouterr().out
    assert "The two was ended by signal 9" in told
    assert "The two was started again." in told


def test_what_a_dead_server_leaves_behind_goes_before_the_next_one(supervisor, no_pause, folders):
    child = folders / "child"
    code = (
        "import subprocess, sys, pathlib;"
        f"c = subprocess.Popen([sys.executable, '-c', {OBEDIENT!r}]);"
        f"pathlib.Path({str(child)!r}).write_text(str(c.pid)); {OBEDIENT}"
    )
    server = _server("parent", code)
    supervisor.start([server])
    parent, orphan = _pid(server), int(child.read_text())

    os.kill(parent, signal.SIGKILL)
    _look_until(supervisor, lambda: _pid(server) != parent)

    assert not began(orphan)


def test_pauses_grow_and_are_short_again_after_a_good_run(monkeypatch):
    watched = supervisor_module._Watched(_server("one"), process=None)

    assert [watched.pause() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    watched.began -= supervisor_module.GOOD_RUN_SECONDS + 1
    assert watched.pause() == 1


def test_the_first_process_of_a_server_ends_its_children_itself(folders):
    """A signal to the whole group would kill a worker's children in the middle of a task."""
    done = folders / "done"
    work = f"import time, pathlib; time.sleep(1); pathlib.Path({str(done)!r}).write_text('done')"
    code = (
        "import signal, subprocess, sys;"
        f"c = subprocess.Popen([sys.executable, '-c', {work!r}]);"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(c.wait())); print('ready', flush=True);"
        "signal.pause()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE
    )
    assert process.stdout
    with process.stdout:
        process.stdout.readline()

    end_leader(process.pid, farewell=[(signal.SIGTERM, 20)])

    assert process.wait(5) == 0
    assert done.read_text() == "done"


def test_servers_of_a_killed_launcher_are_ended_by_the_next_one(folders):
    process = subprocess.Popen([sys.executable, "-c", OBEDIENT], start_new_session=True)
    write_mark(folders / "old.pid", ProcessMark.of(process.pid))

    end_left_overs()

    assert process.wait(10) == -signal.SIGTERM
    assert not (folders / "old.pid").exists()


def test_a_process_with_a_recycled_number_is_left_alone(folders):
    process = subprocess.Popen([sys.executable, "-c", OBEDIENT], start_new_session=True)
    write_mark(folders / "old.pid", ProcessMark(pid=process.pid, began="another moment"))

    end_left_overs()

    assert process.poll() is None
    process.kill()
    process.wait()


def test_a_group_that_ignores_the_polite_signal_is_killed():
    process = subprocess.Popen(
        [sys.executable, "-c", STUBBORN], start_new_session=True, stdout=subprocess.PIPE
    )
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
    start = time.monotonic()

    end_group(process.pid, grace=0.2)

    assert process.wait(30) == -signal.SIGKILL
    assert time.monotonic() - start < 30


def test_a_port_in_use_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(LaunchError, match=f"Port {port} is already in use.*--storefront-port"):
            check_port_is_free(port, option="--storefront-port")


def test_free_ports_are_different_and_free():
    ports = find_free_ports(3)

    assert len(set(ports)) == 3
    for port in ports:
        check_port_is_free(port, option="--port")


@pytest.mark.parametrize("text", ["0", "65536", "-1", "1e3", "http"])
def test_a_port_that_is_none_is_refused(text, capsys):
    with pytest.raises(SystemExit):
        parse_options(["--port", text])

    assert "is not a port between 1 and 65535" in capsys.readouterr().err


def test_a_machine_without_node_hears_one_sentence(tmp_path):
    environment = {"PATH": str(tmp_path), "HERON_VAR_DIR": str(tmp_path / "var")}

    answer = subprocess.run(
        [sys.executable, "-m", "infra.launch", "--check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr == "error: node was not found; please install Node.js 20.11 or newer.\n"
    assert not (tmp_path / "var").exists()
