"""A server process of our own: started in the background once, recognised and ended later."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from signal import SIGTERM, Signals

from infra.launch.processes import ProcessMark, end_group, find_running, wait_until, write_mark
from infra.services.accounts import Account
from infra.services.addresses import ADDRESSES, port_setting
from infra.services.errors import ServiceError
from infra.services.probes import PROBES
from infra.services.state import log_file, pid_file

START_SECONDS = 120.0


def start_server(
    name: str,
    command: Sequence[str],
    *,
    account: Account,
    folder: Path,
    environment: Mapping[str, str],
) -> None:
    """Start a server in a process group of its own and remember it."""
    with log_file(name).open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **account.popen_arguments(),
        )
    write_mark(pid_file(name), ProcessMark.of(process.pid))
    wait_until_answering(name, process)


def wait_until_answering(name: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the service answered a real query; fail when it ends or stays silent."""
    probe = PROBES[name]
    wait_until(lambda: probe() or process.poll() is not None, seconds=START_SECONDS)
    if process.poll() is None and probe():
        return
    stop_server(name)
    raise ServiceError(
        f"{name} did not come up on port {ADDRESSES[name].port}; see {log_file(name)}."
    )


def is_ours(name: str) -> bool:
    """Whether the service runs because `make services` started it."""
    return find_running(pid_file(name)) is not None


def refuse_foreign(name: str) -> None:
    """Fail when something that was not started here already listens on the service's port."""
    if PROBES[name]():
        address = ADDRESSES[name]
        raise ServiceError(
            f"Port {address.port} already serves {name}, which was not started by `make services`; "
            f"stop it or choose another port with {port_setting(name)}."
        )


def stop_server(name: str, *, polite: Signals = SIGTERM) -> bool:
    """End the service if it was started here. Returns whether there was anything to end."""
    mark = find_running(pid_file(name))
    if mark:
        end_group(mark.pid, polite=polite, grace=30)
    pid_file(name).unlink(missing_ok=True)
    return mark is not None
