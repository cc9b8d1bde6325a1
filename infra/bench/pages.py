"""Pages of the storefront beside an empty static page of Next, on the demo shop.

Each kind is asked for by a guest and by a customer with something in the cart. What is not kept yet
is measured by two servers more: one that has room for no page and renders each time, and one that
keeps none at all, where each visit is Next's alone.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from infra.bench.empty_page import empty_page
from infra.bench.load import Client, Measurement, measure_reads
from infra.bench.publishing import ROUNDS
from infra.bench.shopper import create_cart
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import PYTHON, ROOT
from infra.launch.ports import HOST, find_free_ports
from infra.launch.servers import CHANNEL
from infra.launch.storefront_steps import SERVER
from infra.launch.supervisor import Server, Supervisor
from infra.testing.journeys import open_shop

FOLDER = ROOT / "var" / "bench-shop"
CLIENTS = 4
LOCALES = ("en", "de", "fr", "ar")
# Too small for any page: each is rendered, packed and sent.
NO_ROOM_MB = "0.001"
PACKED = {"Accept-Encoding": "br, gzip"}


@dataclass(frozen=True)
class PageResult:
    """One kind of page, as one kind of visitor is given it."""

    page: str
    visitor: str
    found: Measurement


@dataclass(frozen=True)
class PageResults:
    """All that was measured of pages in one run."""

    empty: Measurement
    kept: list[PageResult]
    rendered: dict[str, Measurement]
    each_visit: dict[str, Measurement]
    seconds_to_be_seen: list[float]


def measure(console: Console, seconds: int) -> PageResults:
    """Open the demo shop and measure its pages; the empty page is measured in between."""
    with open_shop(FOLDER) as shop, empty_page(console) as empty:
        supervisor = Supervisor(console)
        rendering, plain = (
            _storefront("rendering", NO_ROOM_MB, shop),
            _storefront("plain", "0", shop),
        )
        try:
            supervisor.start([empty, rendering, plain])
            addresses, seen = _addresses(shop), _publish(shop)

            def read(
                origin: str, paths: list[str], headers: Mapping[str, str] = PACKED
            ) -> Measurement:
                console.say(f"  measuring: {paths[0]}")
                return measure_reads(origin, paths, headers, clients=CLIENTS, seconds=seconds)

            # Before and after the kept pages; the better one counts, for a machine has other work, too.
            before = read(_origin(empty), ["/"])
            kept = list(_measure_kept(shop, addresses, read))
            after = read(_origin(empty), ["/"])
            return PageResults(
                empty=max(before, after, key=lambda found: found.per_second),
                kept=kept,
                rendered={
                    name: read(_origin(rendering), paths) for name, paths in addresses.items()
                },
                each_visit={name: read(_origin(plain), paths) for name, paths in addresses.items()},
                seconds_to_be_seen=seen,
            )
        finally:
            supervisor.stop()


def _measure_kept(
    shop: Mapping[str, str],
    addresses: Mapping[str, list[str]],
    read: Callable[..., Measurement],
) -> Iterator[PageResult]:
    visitors = {"guest": PACKED, "customer with a cart": {**PACKED, "Cookie": _cookies(shop)}}
    for name, paths in addresses.items():
        for visitor, headers in visitors.items():
            yield PageResult(name, visitor, read(shop["E2E_STOREFRONT_URL"], paths[:1], headers))


def _addresses(shop: Mapping[str, str]) -> dict[str, list[str]]:
    """Several pages of each kind: a server that renders one page at a time is to have enough."""
    client = Client(shop["E2E_API_URL"])
    query = "/api/v1/search/products/?locale=en&page_size=8"
    slugs = [each["slug"] for each in client.send("GET", query)["results"]]
    return {
        "home": [f"/{locale}" for locale in LOCALES],
        "list": [f"/{locale}/products" for locale in LOCALES],
        "product": [f"/en/products/{slug}" for slug in slugs],
        "page of the website": ["/en/about", "/en/delivery", "/en/questions", "/en/offers"],
    }


def _cookies(shop: Mapping[str, str]) -> str:
    client = Client(shop["E2E_API_URL"])
    account = next(each for each in _accounts() if each["role"] == "Shopper")
    login = {name: account[name] for name in ("email", "password")}
    tokens = client.send("POST", "/api/v1/auth/login/", login)
    hit = client.send("GET", "/api/v1/search/products/?locale=en&available=true&page_size=1")
    product = client.send("GET", f"/api/v1/products/{hit['results'][0]['slug']}/?locale=en")
    cart = create_cart(client.send, product["variants"][0]["id"])
    return f"heron_access={tokens['access']}; heron_refresh={tokens['refresh']}; heron_cart={cart}"


def _accounts() -> list[dict[str, str]]:
    accounts: list[dict[str, str]] = json.loads((FOLDER / "demo-accounts.json").read_text())
    return accounts


def _storefront(name: str, megabytes: str, shop: Mapping[str, str]) -> Server:
    (port,) = find_free_ports(1)
    secrets = json.loads((FOLDER / "secrets.json").read_text())
    return Server(
        name=f"storefront-{name}",
        command=["node", SERVER],
        environment={
            "NODE_ENV": "production",
            "HOSTNAME": HOST,
            "PORT": str(port),
            "API_URL": shop["E2E_API_URL"].replace("localhost", HOST),
            "API_CHANNEL": CHANNEL,
            "API_CHANNEL_KEY": secrets["API_CHANNEL_KEY"],
            "SITE_URL": shop["E2E_STOREFRONT_URL"],
            "MEDIA_ORIGIN": shop["E2E_API_URL"],
            "PAGES_MEMORY_MB": megabytes,
        },
        port=port,
        health_path="/api/health",
    )


def _publish(shop: Mapping[str, str]) -> list[float]:
    """Publish in a process of the demo shop, while its worker tells the storefront."""
    environment = {**_shop_environment(shop), "STOREFRONT_URL": shop["E2E_STOREFRONT_URL"]}
    command = [str(PYTHON), "-m", "infra.bench.publishing"]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    if answer.returncode:
        raise LaunchError(f"Publishing failed: {answer.stderr.strip()[-500:]}")
    found = [float(line) for line in answer.stdout.split()]
    return found[-ROUNDS:]


def _shop_environment(shop: Mapping[str, str]) -> dict[str, str]:
    secrets = json.loads((FOLDER / "secrets.json").read_text())
    return {
        "PATH": str(PYTHON.parent),
        "HERON_VAR_DIR": str(FOLDER),
        "DJANGO_SETTINGS_MODULE": "infra.settings.development",
        "PUBLIC_URL": shop["E2E_API_URL"],
        **secrets,
    }


def _origin(server: Server) -> str:
    return f"http://{HOST}:{server.port}"
