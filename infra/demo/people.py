"""The demo shop's people: one for each kind of work. They exist in development only."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from cms.services import setup_groups
from commerce.accounts.models import User
from commerce.accounts.selectors import find_user
from commerce.accounts.services import ensure_membership
from commerce.oscar.partner.models import Partner

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

MARKETERS = "Marketers"
SELLERS = ("Seller", "Second seller")


@dataclass(frozen=True)
class Account:
    """Who may sign in, and with what. The passwords are no secret: they are printed at each start."""

    role: str
    email: str
    password: str
    first_name: str
    last_name: str


ACCOUNTS = (
    Account("Staff", "ada@reedandrook.example", "two-legs-and-a-beak", "Ada", "Reed"),
    Account("Marketer", "mona@reedandrook.example", "words-before-lunch", "Mona", "Quill"),
    Account("Seller", "sol@reedandrook.example", "one-careful-owner", "Sol", "Rook"),
    Account("Second seller", "fern@reedandrook.example", "green-side-up", "Fern", "Moss"),
    Account("Shopper", "gil@example.com", "just-looking-thanks", "Gil", "Marsh"),
)


@transaction.atomic
def ensure_people(*, channel: Channel) -> None:
    """Make the accounts that are not there, with the rights of their role."""
    setup_groups()
    for account in ACCOUNTS:
        user = find_user(email=account.email) or _make(account)
        ensure_membership(user=user, tenant_id=channel.tenant_id)
        _entitle(user, account.role)


def write_accounts(path: Path) -> None:
    """Leave role, address and password where the launcher finds them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = [
        {name: value for name, value in asdict(account).items() if "name" not in name}
        for account in ACCOUNTS
    ]
    path.write_text(json.dumps(shown, indent=2), encoding="utf-8")


def _make(account: Account) -> User:
    user = User(email=account.email, first_name=account.first_name, last_name=account.last_name)
    user.confirmed_email = account.email
    user.set_password(account.password)
    user.save()
    return user


def _entitle(user: User, role: str) -> None:
    if role == "Staff":
        User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    elif role == "Marketer":
        user.groups.add(Group.objects.get(name=MARKETERS))
    elif role in SELLERS:
        user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))


def entitle_sellers(*, channel: Channel, second: Partner) -> None:
    """Let each demo seller work for one partner, and for nobody else."""
    first = Partner.objects.filter(tenant=channel.tenant_id).exclude(pk=second.pk).order_by("pk")
    for role, partner in zip(SELLERS, (first.first(), second), strict=True):
        email = next(account.email for account in ACCOUNTS if account.role == role)
        user = find_user(email=email)
        if user is not None and partner is not None:
            partner.users.add(user)
