"""How many letters one worker sends into a mail server on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction

from commerce.notifications.models import Message
from commerce.notifications.registry import get_kind
from commerce.notifications.services import notify, send_due
from commerce.notifications.shapes import Recipient
from infra.bench import shop
from infra.launch.errors import LaunchError
from infra.schema.fingerprint import schema_fingerprint

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

LETTERS: Final = 3000
HOST: Final = "127.0.0.1"
SECONDS_TO_START: Final = 20.0


@dataclass(frozen=True)
class Speed:
    """What was done, in how many seconds, of which this process worked `cpu`."""

    letters: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        share = 1000 * self.cpu / self.letters
        return f"{self.letters / self.seconds:,.0f} a second ({share:.2f} ms of CPU each)"


def prepare(*, is_fresh: bool) -> Channel:
    """Use a database of its own with one channel and no messages."""
    name = f"heron_bench_{schema_fingerprint()[:8]}_messages"
    shop.use_database(name, is_fresh=is_fresh)
    Message.objects.all().delete()
    return shop.make_channel(["en", "de", "fr", "ar"])


def write(channel: Channel) -> Speed:
    """Write order confirmations, each in a transaction, as the orders themselves do."""
    kind = get_kind("order_placed")
    values = {each.name: each.example for each in kind.variables}

    def tell(number: int) -> None:
        locale = channel.locales[number % len(channel.locales)]
        with transaction.atomic():
            notify(
                kind=kind.code,
                recipient=Recipient(locale, email=f"customer-{number}@example.com"),
                channel_id=channel.pk,
                event_id=f"bench/{number}",
                values=values,
            )

    with _measured() as measured:
        for number in range(LETTERS):
            tell(number)
    return measured()


def send() -> Speed:
    """Send what waits, as one worker does."""
    with _mail_server(), _measured() as measured:
        send_due(limit=LETTERS)
    sent = Message.objects.filter(state="sent", doubts=0).count()
    if sent != LETTERS:
        raise LaunchError(f"Only {sent} of {LETTERS} letters were sent.")
    return measured()


@contextmanager
def _measured() -> Iterator[Callable[[], Speed]]:
    began, worked = time.perf_counter(), time.process_time()
    ended: list[float] = []
    yield lambda: Speed(LETTERS, ended[0] - began, ended[1] - worked)
    ended[:] = [time.perf_counter(), time.process_time()]


@contextmanager
def _mail_server() -> Iterator[None]:
    """A server of its own process that takes every letter and keeps none."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    handler = "aiosmtpd.handlers.Sink"
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-c", handler, "-l", f"{HOST}:{port}"]
    server = subprocess.Popen(command)
    try:
        _wait_for(port)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, port
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS_TO_START:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise LaunchError("The mail server did not start.")
