"""The receivers that the guide shows, run as they stand there: the shop sends, they say what they took."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.utils import timezone

from commerce.webhooks.models import Delivery
from commerce.webhooks.services.endpoints import create_endpoint
from commerce.webhooks.services.signing import signed_headers
from infra.launch.ports import find_free_ports

pytestmark = pytest.mark.django_db

GUIDE = Path("docs/guides/webhooks.md")
PROGRAMS = {"python": (sys.executable, "receiver.py"), "js": ("node", "receiver.mjs")}


def code_of(language):
    (code,) = re.findall(rf"```{language}\n(.+?)```", GUIDE.read_text(), re.DOTALL)
    return code


class Receiver:
    """A program of the guide, and the endpoint that the shop has of it."""

    def __init__(self, language, channel, folder):
        (port,) = find_free_ports(1)
        self.url = f"http://127.0.0.1:{port}/hooks/shop"
        self.endpoint, secret = create_endpoint(
            channel=channel,
            url=self.url,
            events=("thing.made",),
            owner_email="owner@example.com",
        )
        program, name = PROGRAMS[language]
        (folder / name).write_text(code_of(language))
        self.process = subprocess.Popen(
            [program, str(folder / name)],
            env={**os.environ, "WEBHOOK_SECRET": secret, "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        wait_for(port, self.process)

    def post(self, body, **headers):
        """Send something by hand; return the status of the answer."""
        return httpx.post(self.url, content=body, headers=headers).status_code

    def stop(self):
        """Return what was printed."""
        self.process.terminate()
        return self.process.communicate(timeout=10)[0].splitlines()


def wait_for(port, process):
    """Return once somebody listens; there is nothing to wait for when the program has ended."""
    while process.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("The program of the guide has ended.")


@pytest.fixture(params=sorted(PROGRAMS))
def program(request, channel, settings, tmp_path):
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    receiver = Receiver(request.param, channel, tmp_path)
    yield receiver
    receiver.stop()


def test_what_the_shop_sends_is_taken_once(program, make_thing, send):
    make_thing(7)
    assert send() == 1
    Delivery.objects.update(state="pending", due_at=timezone.now())

    assert send() == 1

    assert Delivery.objects.get().state == "delivered"
    assert program.stop() == ["thing.made thing_7"]


def test_what_the_shop_has_not_signed_is_refused(program):
    body, now = b'{"id": "msg_1", "type": "thing.made", "data": {"id": "thing_1"}}', timezone.now()
    headers = signed_headers(program.endpoint, message_id="msg_1", body=body, now=now)
    long_ago = now - timedelta(minutes=6)
    old = signed_headers(program.endpoint, message_id="msg_1", body=body, now=long_ago)

    assert program.post(body) == 401
    assert program.post(body.replace(b"_1", b"_2"), **headers) == 401
    assert program.post(body, **{**headers, "webhook-signature": "v1,x v2,y z"}) == 401
    assert program.post(body, **old) == 401
    assert program.stop() == []
