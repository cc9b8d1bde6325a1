"""From a clone to a running shop: check, prepare what has changed, start, watch, stop."""

import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from infra.launch.closing import check_shop_answers, describe_shop
from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.errors import Interrupted, LaunchError
from infra.launch.options import Options
from infra.launch.places import RUNNING
from infra.launch.ports import check_port_is_free
from infra.launch.python_steps import package_steps, shop_steps, wants_development_packages
from infra.launch.running import noted_as_running
from infra.launch.servers import all_servers, shop_environment
from infra.launch.steps import Work, carry_out_side_by_side
from infra.launch.storefront_steps import build_step, install_step
from infra.launch.supervisor import Supervisor, end_left_overs
from infra.launch.versions import check_node
from infra.services.control import settings_of_answering, start_all

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def launch(options: Options) -> int:
    """Do what the options ask for. Returns the exit code; every failure is one sentence."""
    console = Console()
    try:
        with _signals_raise():
            _launch(options, console)
    except Interrupted as stop:
        console.say(str(stop))
        return 130
    except LaunchError as error:
        console.close()
        print(f"error: {error}", file=sys.stderr)
        return 1
    finally:
        console.close()
    return 0


def _launch(options: Options, console: Console) -> None:
    check_node()
    if options.is_setup:
        _prepare([package_steps(is_development=True), [install_step()]], console)
        return
    with _only_one_launcher():
        end_left_overs()
        check_port_is_free(options.port, option="--port")
        check_port_is_free(options.storefront_port, option="--storefront-port")
        check_port_is_free(options.live_port, option="--live-port")
        if options.is_check:
            console.say("This machine can run the shop.")
            return
        _run(options, console)


def _run(options: Options, console: Console) -> None:
    if options.has_services:
        use_services(console)
    environment = shop_environment(options)
    packages = package_steps(is_development=wants_development_packages())
    lanes: list[list[Work]] = [
        [*packages, *shop_steps(environment)],
        [install_step(), build_step()],
    ]
    _prepare(lanes, console, marks=RUNNING)
    if options.is_prepare:
        return
    supervisor = Supervisor(console)
    try:
        with noted_as_running(environment):
            supervisor.start(all_servers(options, environment))
            check_shop_answers(options)
            console.say(describe_shop(options, environment))
            supervisor.watch()
    finally:
        with _signals_ignored():
            supervisor.stop()


def use_services(console: Console) -> None:
    """Start the real engines on this machine and let the shop use them; named ones stay."""
    start_all(console)
    for name, value in settings_of_answering().items():
        os.environ.setdefault(name, value)


def _prepare(
    lanes: Sequence[Sequence[Work]], console: Console, *, marks: Path | None = None
) -> None:
    runner = CommandRunner(marks=marks)
    try:
        carry_out_side_by_side(lanes, runner, console)
    finally:
        runner.cancel()


@contextlib.contextmanager
def _only_one_launcher() -> Iterator[None]:
    """Two launchers on one database would end each other's servers."""
    RUNNING.mkdir(parents=True, exist_ok=True)
    with (RUNNING / "launcher.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = (
                "The shop is running already; stop it first, or set HERON_VAR_DIR for another."
            )
            raise LaunchError(sentence) from error
        yield


@contextlib.contextmanager
def _signals_raise() -> Iterator[None]:
    """Turn the signals that ask to stop into an exception in the main thread."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Interrupted("Stopped.")

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _signals_ignored() -> Iterator[None]:
    """Let nothing interrupt the stopping of the servers; it ends by itself within seconds."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
