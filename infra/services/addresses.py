"""Where each service listens: loopback, on ports of its own so that it never meets a system-wide one."""

import os
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Address:
    """A service's name, its port, the URL that clients use and the shop's setting that takes it."""

    name: str
    port: int
    url: str
    setting: str


def port_setting(name: str) -> str:
    """The environment variable that moves a service to another port."""
    return f"HERON_{name.upper().replace('-', '_')}_PORT"


def _address(name: str, default_port: int, url: str, setting: str) -> Address:
    port = int(os.environ.get(port_setting(name), default_port))
    return Address(name, port, url.format(host=HOST, port=port), setting)


POSTGRESQL = _address(
    "postgresql", 54329, "postgres://heron:heron@{host}:{port}/heron", "DATABASE_URL"
)
REDIS = _address("redis", 63799, "redis://{host}:{port}/0", "REDIS_URL")
ELASTICSEARCH = _address("elasticsearch", 9209, "http://{host}:{port}", "ELASTICSEARCH_URL")
STRIPE_MOCK = _address("stripe-mock", 12119, "http://{host}:{port}", "STRIPE_API_BASE")

ADDRESSES = {each.name: each for each in (POSTGRESQL, REDIS, ELASTICSEARCH, STRIPE_MOCK)}
