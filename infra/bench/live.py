"""The live channel: what a thousand sockets of one process weigh, and how soon all of them hear."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from websockets.asyncio.client import ClientConnection, connect

from commerce.live.services import issue_ticket, tell
from commerce.live.shapes import Listener, Topic
from commerce.tenancy.models import Channel
from infra.bench.server import supervised
from infra.launch.console import Console
from infra.launch.places import PYTHON
from infra.launch.ports import HOST, find_free_ports
from infra.launch.supervisor import Server
from infra.sockets.wire import HEALTH_PATH, PATH

SOCKETS, ROUNDS, AT_ONCE = 1_000, 10, 50
KEY = "bench"
TOPIC = f"product:{KEY}"


class Weight(NamedTuple):
    """MiB of the process without and with its sockets; seconds from the commit until all had heard, and
    the processor's part of it, for each message."""

    idle: float
    full: float
    heard: list[float]
    worked: list[float]


def measure(channel: Channel, database_url: str, console: Console) -> Weight:
    """Open the sockets, weigh, and tell all of them the same a few times."""
    (port,) = find_free_ports(1)
    server = Server(
        name="bench-sockets",
        command=[str(PYTHON), "-m", "infra.sockets", "--port", str(port)],
        environment={
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "infra.bench.settings",
            "LIVE_SOCKETS_PER_ADDRESS": str(SOCKETS),
        },
        port=port,
        health_path=HEALTH_PATH,
    )
    with supervised(server, console):
        return asyncio.run(_measure(channel, port, int(json.loads(server.mark.read_text())["pid"])))


async def _measure(channel: Channel, port: int, pid: int) -> Weight:
    idle = memory_of(pid)
    listener = Listener(channel=channel, network="bench")
    sockets: list[ClientConnection] = []
    while len(sockets) < SOCKETS:
        sockets += await asyncio.gather(*(_open(listener, port) for _ in range(AT_ONCE)))
    full = memory_of(pid)
    heard, worked = [], []
    for number in range(ROUNDS):
        before = processor_of(pid)
        heard.append(await _tell_all(channel, sockets, number))
        worked.append(processor_of(pid) - before)
    await asyncio.gather(*(socket.close() for socket in sockets))
    return Weight(idle, full, heard, worked)


async def _open(listener: Listener, port: int) -> ClientConnection:
    socket = await connect(f"ws://{HOST}:{port}{PATH}", compression=None, ping_interval=None)
    await socket.send(json.dumps({"ticket": issue_ticket(listener=listener, topics=(TOPIC,))}))
    await socket.recv()
    return socket


async def _tell_all(channel: Channel, sockets: Sequence[ClientConnection], number: int) -> float:
    await asyncio.to_thread(_tell, channel, number)
    began = time.perf_counter()
    await asyncio.gather(*(_hear(socket, number) for socket in sockets))
    return time.perf_counter() - began


def _tell(channel: Channel, number: int) -> None:
    topic = Topic(kind="product", key=KEY, channel_id=channel.pk)
    with transaction.atomic():
        tell(topic=topic, kind="bench", body={"n": number})


async def _hear(socket: ClientConnection, number: int) -> None:
    while json.loads(await socket.recv()).get("body") != {"n": number}:
        pass


def memory_of(pid: int) -> float:
    """MiB of memory that a process holds now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def processor_of(pid: int) -> float:
    """Seconds of processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def describe(found: Weight) -> str:
    """The figures, in sentences."""
    heard, worked = sorted(found.heard), sorted(found.worked)
    return (
        f"{SOCKETS:,} sockets take {found.full - found.idle:.0f} MiB above the {found.idle:.0f} of an"
        f" idle process. A message reaches all of them {heard[len(heard) // 2]:.2f} s (median) and"
        f" {heard[-1]:.2f} s (slowest of {len(heard)}) after its commit, of which up to"
        f" {settings.LIVE_LOOK_SECONDS:.2f} s are waiting for the next look; it takes the process"
        f" {worked[len(worked) // 2]:.3f} s of processor time."
    )
