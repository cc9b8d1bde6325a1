"""Servers are watched together, ended together, and never taken for somebody else's process."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from infra.launch import supervisor as supervisor_module
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.options import parse_options
from infra.launch.places import ROOT
from infra.launch.ports import check_port_is_free, find_free_ports
from infra.launch.processes import ProcessMark, end_group, group_is_running, read_mark, write_mark
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


def test_the_death_of_one_server_ends_the_watch(supervisor):
    servers = [_server("one"), _server("two")]
    supervisor.start(servers)

    os.killpg(_pid(servers[1]), signal.SIGKILL)

    with pytest.raises(LaunchError, match="two was ended by signal 9"):
        supervisor.watch()


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
    began = time.monotonic()

    end_group(process.pid, grace=0.2)

    assert process.wait(5) == -signal.SIGKILL
    assert time.monotonic() - began < 5


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
