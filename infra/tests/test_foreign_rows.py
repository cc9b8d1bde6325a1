"""Every address that names a row, asked with a row of somebody else: it is not there.

The tables name each address with parameters; one that is new and stands in no table fails here.
"""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import URLResolver, get_resolver, reverse

from commerce.accounts.services import ensure_membership
from commerce.oscar.partner.models import Partner
from commerce.shop.tests.conftest import other_channel  # noqa: F401 a fixture

from .foreign_rows import make_rows

pytestmark = pytest.mark.django_db

# Address by name, with the kind of row that each of its parameters takes.
DASHBOARD = {
    "catalogue-product": {"pk": "product"},
    "catalogue-product-create": {"product_class_slug": "product_class_slug"},
    "catalogue-product-create-child": {"parent_pk": "product"},
    "catalogue-product-delete": {"pk": "product"},
    "catalogue-category-detail-list": {"pk": "category"},
    "catalogue-category-create-child": {"parent": "category"},
    "catalogue-category-update": {"pk": "category"},
    "catalogue-category-delete": {"pk": "category"},
    "catalogue-class-update": {"pk": "product_class"},
    "catalogue-class-delete": {"pk": "product_class"},
    "catalogue-attribute-option-group-update": {"pk": "option_group"},
    "catalogue-attribute-option-group-delete": {"pk": "option_group"},
    "order-detail": {"number": "order"},
    "order-detail-note": {"number": "order", "note_id": "note"},
    "order-line-detail": {"number": "order", "line_id": "line"},
    "order-shipping-address": {"number": "order"},
    "user-detail": {"pk": "user"},
    "user-password-reset": {"pk": "user"},
    "partner-manage": {"pk": "partner"},
    "partner-delete": {"pk": "partner"},
    "partner-user-create": {"partner_pk": "partner"},
    "partner-user-select": {"partner_pk": "partner"},
    "partner-user-link": {"partner_pk": "partner", "user_pk": "user"},
    "partner-user-unlink": {"partner_pk": "partner", "user_pk": "user"},
    "partner-user-update": {"partner_pk": "partner", "user_pk": "user"},
    "offer-detail": {"pk": "offer"},
    "offer-delete": {"pk": "offer"},
    "offer-metadata": {"pk": "offer"},
    "offer-condition": {"pk": "offer"},
    "offer-benefit": {"pk": "offer"},
    "offer-restrictions": {"pk": "offer"},
    "range-update": {"pk": "range"},
    "range-delete": {"pk": "range"},
    "range-products": {"pk": "range"},
    "range-reorder": {"pk": "range"},
    "reviews-update": {"pk": "review"},
    "reviews-delete": {"pk": "review"},
    "voucher-update": {"pk": "voucher"},
    "voucher-delete": {"pk": "voucher"},
    "voucher-stats": {"pk": "voucher"},
    "voucher-set-update": {"pk": "voucher_set"},
    "voucher-set-detail": {"pk": "voucher_set"},
    "voucher-set-download": {"pk": "voucher_set"},
    "voucher-set-delete": {"pk": "voucher_set"},
    "shipping-rate-update": {"pk": "rate"},
    "shipping-rate-delete": {"pk": "rate"},
}


def patterns(prefix):
    """Yield name and parameters of each address below a prefix."""

    def walk(resolver, path, namespaces):
        for pattern in resolver.url_patterns:
            route = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
                yield from walk(pattern, route, inner)
            elif route.startswith(prefix):
                yield ":".join([*namespaces, pattern.name or route]), pattern

    yield from walk(get_resolver(), "", [])


def with_parameters(prefix):
    return {
        name
        for name, pattern in patterns(prefix)
        if pattern.pattern.regex.groupindex or "<" in str(pattern.pattern)
    }


def addresses(rows, table, namespace):
    return {
        name: reverse(
            f"{namespace}:{name}", kwargs={k: rows.keys[kind] for k, kind in kinds.items()}
        )
        for name, kinds in table.items()
    }


def answers(client, found):
    return {
        f"{method.upper()} {name}": getattr(client, method)(address).status_code
        for name, address in found.items()
        for method in ("get", "post")
    }


def opened(answered):
    """Those that let somebody in. A method that an address never takes tells nothing."""
    return {name: status for name, status in answered.items() if status not in (403, 404, 405)}


@pytest.fixture
def staff(client, channel):
    """A member of staff of the tenant, with every right there is, but no superuser."""
    user = get_user_model().objects.create_user("staff@example.com", password="x" * 12)
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


@pytest.fixture
def superuser(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def shop(channel):
    """The tenant's own rows, with an order that two sellers have a part in."""
    return make_rows(channel, "Native")


@pytest.fixture
def seller(client, channel, shop):
    """Somebody who works for one seller of the tenant."""
    user = get_user_model().objects.create_user("seller@example.com", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    Partner.objects.create(tenant=channel.tenant, name="Own house").users.add(user)
    client.force_login(user)
    return client


def test_the_table_names_every_address_of_the_dashboard():
    assert {f"dashboard:{name}" for name in DASHBOARD} == with_parameters("dashboard/")


@pytest.mark.parametrize("who", ["staff", "superuser"])
def test_rows_of_another_tenant_are_not_in_the_dashboard(
    who,
    request,
    shop,
    other_channel,  # noqa: F811
):
    foreign = make_rows(other_channel)
    client = request.getfixturevalue(who)

    answered = answers(client, addresses(foreign, DASHBOARD, "dashboard"))

    assert opened(answered) == {}


def test_own_rows_are_there(superuser, shop):
    """The refusals above are about whose the rows are, and nothing else."""
    readable = {
        name: superuser.get(address).status_code
        for name, address in addresses(shop, DASHBOARD, "dashboard").items()
    }

    refused = {name for name, status in readable.items() if status in (403, 404)}
    assert refused == set()


def test_rows_of_another_seller_are_not_in_the_dashboard(seller, shop):
    answered = opened(answers(seller, addresses(shop, DASHBOARD, "dashboard")))

    # Product types belong to the tenant: a seller may offer something new of each.
    assert answered == {
        "GET catalogue-product-create": 200,
        "POST catalogue-product-create": 200,
    }


@pytest.mark.parametrize("who", ["staff", "superuser", "seller"])
def test_no_list_tells_of_foreign_rows(who, request, shop, other_channel):  # noqa: F811
    foreign = make_rows(other_channel)
    client = request.getfixturevalue(who)
    hidden = shop.goods if who == "seller" else foreign.words

    read = {}
    for name, _pattern in patterns("dashboard/"):
        if name in with_parameters("dashboard/") or name.endswith(("logout", "/")):
            continue
        page = client.get(reverse(name))
        if page.status_code == 200:
            text = page.content.decode()
            read[name] = [word for word in hidden if word in text]

    assert len(read) > 3
    assert {name: words for name, words in read.items() if words} == {}
