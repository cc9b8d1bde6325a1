"""Every answer that a test gets from the API is held to the committed contract.

It hooks into Django's test client, so that no test has to ask for it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from infra.testing.contract import METHODS, committed_contract

PREFIX = "/api/v1/"
SHOP = "infra.urls"


class BrokenContractError(AssertionError):
    """An answer is not what the contract promises."""


@pytest.fixture(scope="session", autouse=True)
def answers_held_to_the_contract() -> Iterator[None]:
    """Check what each test client is answered under /api/v1/ by the shop's own addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", _checking(Client.request))
        yield


def check_answer(answer: HttpResponseBase, *, method: str, path: str) -> None:
    """Raise BrokenContractError when the answer is not what the committed contract says."""
    faults = list(committed_contract().faults(method=method, path=path, answer=answer))
    if faults:
        listed = "\n  ".join(faults[:10])
        message = (
            f"{method} {path} answered {answer.status_code}, which breaks the contract:\n  {listed}\n"
            "Mend the answer, or what the view says of it (`extend_schema`, `refuses`, the "
            "serializer), and run `make openapi`."
        )
        raise BrokenContractError(message)


def _checking(request: Callable[..., Any]) -> Callable[..., Any]:
    def checked(client: Client, **environ: Any) -> Any:
        answer = request(client, **environ)
        path = answer.request["PATH_INFO"].encode("latin-1").decode(errors="replace")
        method = answer.request["REQUEST_METHOD"]
        if path.startswith(PREFIX) and settings.ROOT_URLCONF == SHOP and _is_known(method):
            check_answer(answer, method=method, path=path)
        return answer

    return checked


def _is_known(method: str) -> bool:
    return method == "HEAD" or method.lower() in METHODS
