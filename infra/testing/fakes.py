"""The local servers of providers, for one test each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from infra.fakes.service import Service
    from infra.fakes.smtp import MailServer


@pytest.fixture
def start_fake(settings: Any) -> Iterator[Callable[..., str]]:
    """Start a service and lead the provider of its name there; returns the address.

    With the arguments of `infra.fakes.running.serve`.
    """
    from commerce.integrations.providers.bearer import forget_all
    from infra.fakes.running import serve

    forget_all()  # a server on the port of one before knows no token of it
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    with ExitStack() as running:

        def start(service: Service, **options: Any) -> str:
            url = running.enter_context(serve(service, **options))
            settings.PROVIDER_ADDRESSES = {**settings.PROVIDER_ADDRESSES, service.name: url}
            return url

        yield start


@pytest.fixture
def start_mail(settings: Any) -> Iterator[Callable[..., MailServer]]:
    """Start a mail server, with the arguments of `infra.fakes.smtp.serve_mail`."""
    from infra.fakes.smtp import serve_mail

    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    with ExitStack() as running:
        yield lambda **options: running.enter_context(serve_mail(**options))


@pytest.fixture
def asks_outside_of_transactions() -> Iterator[None]:
    """Fail a test in which a provider was asked while a transaction was open; its own does not count."""
    with capture_logs() as logs:
        yield
    if inside := [each for each in logs if each["event"] == "asked_inside_transaction"]:
        pytest.fail(f"Asked while a transaction was open: {inside}")
