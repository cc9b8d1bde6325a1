"""python3 -m infra.services start | stop | status | environment"""

import argparse
import sys
from collections.abc import Callable

from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.services.addresses import ADDRESSES
from infra.services.control import answering, settings_of_answering, start_all, stop_all


def start() -> int:
    """Bring the services up and print where they are."""
    console = Console()
    try:
        start_all(console)
    finally:
        console.close()
    for address in ADDRESSES.values():
        print(f"  {address.name:14} {address.url}")
    return 0


def stop() -> int:
    """End what was started."""
    stopped = stop_all()
    print(f"Stopped: {', '.join(stopped)}." if stopped else "No service was running from here.")
    return 0


def status() -> int:
    """Say which services answer; fails when one does not."""
    answers = answering()
    for name, is_up in answers.items():
        print(f"  {name:14} {'up  ' if is_up else 'down'}  {ADDRESSES[name].url}")
    return 0 if all(answers.values()) else 1


def environment() -> int:
    """Print the settings of the answering services, for a shell's eval."""
    for name, value in settings_of_answering().items():
        print(f"export {name}={value}")
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "start": start,
    "stop": stop,
    "status": status,
    "environment": environment,
}


def main() -> int:
    """Carry out one command; a failure is one sentence and exit code 1."""
    parser = argparse.ArgumentParser(prog="python3 -m infra.services", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    try:
        return COMMANDS[parser.parse_args().command]()
    except LaunchError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
