"""What a newcomer reads when the shop is up: where everything is and who can sign in."""

import http.client
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from infra.launch.errors import LaunchError
from infra.launch.options import Options
from infra.launch.places import LOGS, VAR, shown
from infra.launch.web import ask

ACCOUNTS = VAR / "demo-accounts.json"
PRODUCTS = "/api/v1/products/?page_size=1"
ANSWER_SECONDS = 20.0
EMBEDDED = {
    "DATABASE_URL": ("Database", "SQLite"),
    "REDIS_URL": ("Queue and cache", "files"),
    "ELASTICSEARCH_URL": ("Search", "embedded"),
}


def check_shop_answers(options: Options) -> None:
    """Raise LaunchError unless the API answers with a list of products."""
    answer, is_list = "", False
    try:
        status, body = ask(options.port, PRODUCTS, timeout=ANSWER_SECONDS)
        answer = f"status {status}"
        is_list = status == http.client.OK and isinstance(json.loads(body)["results"], list)
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        answer = answer or type(error).__name__
    if not is_list:
        raise LaunchError(
            f"The servers run, but {options.django_url}{PRODUCTS} does not answer with products"
            f" ({answer}); see {shown(LOGS / 'django.log')}."
        )


def describe_shop(options: Options, environment: Mapping[str, str]) -> str:
    """The addresses, the engines, the demo accounts and how to stop."""
    lines = [
        "",
        "The shop is open.",
        "",
        *_rows([*_addresses(options), *_engines(environment)]),
        *_account_lines(),
        "",
        f"  Logs are in {shown(LOGS)}/. Ctrl-C stops everything.",
    ]
    return "\n".join(lines)


def _addresses(options: Options) -> list[tuple[str, str]]:
    return [
        ("Storefront", f"{options.storefront_url}/"),
        ("Website editor (Wagtail)", f"{options.django_url}/cms/"),
        ("Shop dashboard (Oscar)", f"{options.django_url}/dashboard/"),
        ("API documentation", f"{options.django_url}/api/docs/"),
    ]


def _engines(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (title, _without_password(environment[name]) if name in environment else usual)
        for name, (title, usual) in EMBEDDED.items()
    ]


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _account_lines() -> list[str]:
    if not ACCOUNTS.exists():
        return []
    accounts = json.loads(ACCOUNTS.read_text(encoding="utf-8"))
    rows = [(each["role"], f"{each['email']}  {each['password']}") for each in accounts]
    return ["", "  Demo accounts", *_rows(rows)]


def _rows(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(title) for title, _ in rows)
    return [f"  {title:{width}}  {text}" for title, text in rows]
