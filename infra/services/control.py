"""Brings all services up side by side, and ends what was brought up."""

from concurrent.futures import Future, ThreadPoolExecutor
from types import ModuleType

from infra.launch.console import Console
from infra.services import compose, elasticsearch, postgresql, redis_server, stripe_mock
from infra.services.addresses import ADDRESSES
from infra.services.debian import install_packages
from infra.services.errors import ServiceError
from infra.services.probes import PROBES
from infra.services.server import is_ours, refuse_foreign
from infra.services.state import log_file, state_folder

SERVICES: dict[str, ModuleType] = {
    "elasticsearch": elasticsearch,
    "stripe-mock": stripe_mock,
    "postgresql": postgresql,
    "redis": redis_server,
}


def start_all(console: Console) -> None:
    """Bring up every service that is not up. When one fails, the others stay and all failures are named."""
    state_folder().mkdir(parents=True, exist_ok=True)
    if compose.is_available():
        with console.activity("services in containers"):
            compose.start()
        return
    with ThreadPoolExecutor(max_workers=len(SERVICES) + 1) as pool:
        packages = pool.submit(_install_packages, console)
        started = [pool.submit(_start, name, packages, console) for name in SERVICES]
    failures = [str(error) for each in started if (error := each.exception())]
    if failures:
        raise ServiceError("\n".join(failures))


def _install_packages(console: Console) -> None:
    """Install what several services need in one go, because apt serves one caller at a time."""
    absent = [module for module in SERVICES.values() if not module.is_installed()]
    packages = [package for module in absent for package in module.PACKAGES]
    if packages:
        with console.activity(f"installing {', '.join(packages)}"):
            install_packages(packages, log=log_file("apt"))


def _start(name: str, packages: "Future[None]", console: Console) -> None:
    module = SERVICES[name]
    if is_ours(name) and PROBES[name]():
        return
    module.stop()
    refuse_foreign(name)
    if module.PACKAGES:
        packages.result()
    elif not module.is_installed():
        with console.activity(f"fetching {name}"):
            module.install()
    with console.activity(name):
        module.start()


def stop_all() -> list[str]:
    """End everything `make services` started, and name it."""
    stopped = ["containers"] if compose.stop() else []
    return stopped + [name for name, module in SERVICES.items() if module.stop()]


def answering() -> dict[str, bool]:
    """Which services answer a real query now."""
    return {name: PROBES[name]() for name in ADDRESSES}


def settings_of_answering() -> dict[str, str]:
    """The shop's settings for the services that answer now."""
    return {
        ADDRESSES[name].setting: ADDRESSES[name].url for name, is_up in answering().items() if is_up
    }
