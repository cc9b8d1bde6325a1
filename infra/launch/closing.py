"""What a newcomer reads when the shop is up: where everything is and who can sign in."""

import json

from infra.launch.options import Options
from infra.launch.places import LOGS, VAR, shown

ACCOUNTS = VAR / "demo-accounts.json"


def describe_shop(options: Options) -> str:
    """The addresses, the demo accounts and how to stop."""
    lines = [
        "",
        "The shop is open.",
        "",
        *_rows(_addresses(options)),
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


def _account_lines() -> list[str]:
    if not ACCOUNTS.exists():
        return []
    accounts = json.loads(ACCOUNTS.read_text(encoding="utf-8"))
    rows = [(each["role"], f"{each['email']}  {each['password']}") for each in accounts]
    return ["", "  Demo accounts", *_rows(rows)]


def _rows(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(title) for title, _ in rows)
    return [f"  {title:{width}}  {text}" for title, text in rows]
