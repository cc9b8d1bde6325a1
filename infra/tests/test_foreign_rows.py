"""Every address that names a row, asked with a row of somebody else: it is not there.

The tables name each address with parameters; one that is new and stands in no table fails here.
"""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import URLResolver, get_resolver, reverse
from rest_framework.test import APIClient

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.carts import Storefront
from commerce.catalogue.services.documents import rebuild_products
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import Partner

from .addresses import answers, opened, patterns, with_parameters
from .foreign_rows import make_form, make_legal_version, make_rows

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
    "order-edit": {"number": "order"},
    "order-goods": {"number": "order"},
    "order-batch": {"public_id": "order_batch"},
    "order-draft": {"public_id": "draft"},
    "order-draft-goods": {"public_id": "draft"},
    "order-draft-step": {"public_id": "draft", "step": "draft_step"},
    "order-filter-delete": {"public_id": "order_filter"},
    "order-payment-link": {"number": "order"},
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
    "purse-detail": {"purse": "purse"},
    "purse-correct": {"purse": "purse"},
    "purse-block": {"purse": "purse"},
    "money-order": {"number": "order"},
    "money-refund": {"number": "order"},
    "money-capture": {"number": "order", "payment": "payment"},
    "money-void": {"number": "order", "payment": "payment"},
    "money-fact-close": {"fact": "fact"},
    "money-difference-book": {"movement": "movement"},
    "money-difference-look": {"movement": "movement"},
    "money-difference-refund": {"movement": "movement"},
    "money-difference-close": {"movement": "movement"},
    "money-refused-again": {"instruction": "instruction"},
    "money-refused-credit": {"instruction": "instruction"},
    "money-refused-close": {"instruction": "instruction"},
    "return-detail": {"number": "return_number"},
    "return-photo": {"number": "return_number"},
    "document-file": {"public_id": "document"},
    "document-xml": {"public_id": "document"},
    "document-redraw": {"public_id": "document"},
    "document-invoice": {"number": "order"},
    "document-batch": {"public_id": "batch"},
    "document-batch-file": {"public_id": "batch"},
    "label-make": {"number": "order", "parcel": "parcel"},
    "label-cancel": {"label": "label"},
    "label-print": {"label": "label"},
    "label-customs": {"label": "label"},
    "statement-detail": {"statement": "statement"},
    "statement-book": {"statement": "statement"},
    "statement-line": {"statement": "statement", "line": "statement_line"},
    "invoice-terms": {"pk": "terms"},
}

# Pages of others in the dashboard's frame.
COPILOT = {"product": {"subject_id": "product"}, "proposal": {"proposal_id": "proposal"}}


def addresses(rows, table, namespace):
    return {
        name: reverse(
            f"{namespace}:{name}", kwargs={k: rows.keys[kind] for k, kind in kinds.items()}
        )
        for name, kinds in table.items()
    }


def everything(rows):
    """All addresses of the dashboard that name one of these rows."""
    copilot = addresses(rows, COPILOT, "copilot")
    return addresses(rows, DASHBOARD, "dashboard") | {
        f"copilot-{name}": address for name, address in copilot.items()
    }


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
    known = {f"dashboard:{name}" for name in DASHBOARD} | {f"copilot:{name}" for name in COPILOT}
    assert known == with_parameters("dashboard/")


@pytest.mark.parametrize("who", ["staff", "superuser"])
def test_rows_of_another_tenant_are_not_in_the_dashboard(
    who,
    request,
    shop,
    other_channel,
):
    foreign = make_rows(other_channel)
    client = request.getfixturevalue(who)

    answered = answers(client, everything(foreign))

    assert opened(answered) == {}


def test_own_rows_are_there(superuser, shop):
    """The refusals above are about whose the rows are, and nothing else."""
    readable = {
        name: superuser.get(address).status_code for name, address in everything(shop).items()
    }

    refused = {name for name, status in readable.items() if status in (403, 404)}
    assert refused == set()


def test_rows_of_another_seller_are_not_in_the_dashboard(seller, shop):
    answered = opened(answers(seller, everything(shop)))

    # Product types belong to the tenant: a seller may offer something new of each.
    assert answered == {
        "GET catalogue-product-create": 200,
        "POST catalogue-product-create": 200,
    }


@pytest.mark.parametrize("who", ["staff", "superuser", "seller"])
def test_no_list_tells_of_foreign_rows(who, request, shop, other_channel):
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


def test_djangos_admin_keeps_groups_only():
    models = {model._meta.label_lower for model in admin.site._registry}

    assert models == {"auth.group"}


def test_staff_of_another_tenant_are_refused(client, channel, other_channel):
    user = get_user_model().objects.create_user("other@example.com", password="x" * 12)
    get_user_model().objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=other_channel.tenant_id)
    client.force_login(user)

    assert client.get("/dashboard/").status_code == 403
    assert client.get("/cms/").status_code == 403
    assert client.get("/dashboard/", headers={"host": "other.example"}).status_code == 200


# Addresses of the API that name a row: of another tenant's, none is there.
API = {
    "/api/v1/account/addresses/{saved_address}/",
    "/api/v1/account/payment-methods/{saved_method}/",
    "/api/v1/account/payment-methods/{saved_method}/default/",
    "/api/v1/products/{product_slug}/",
    "/api/v1/products/{product_slug}/reviews/",
    "/api/v1/categories/{category_slug}/",
    "/api/v1/cart/extras/{extra}/",
    "/api/v1/chatbot/messages/{answer}/react/",
    "/api/v1/chatbot/sessions/{session}/",
    "/api/v1/chatbot/templates/{conversation_template}/use/",
    *(
        f"/api/v1/chatbot/sessions/{{session}}/{act}/"
        for act in (
            *("archive", "complete", "messages", "pause", "reactions"),
            *("resume", "stats", "stream", "ticket"),
        )
    ),
    "/api/v1/checkout/payments/{completion}/",
    "/api/v1/checkout/payments/{completion}/complete/",
    "/api/v1/cart/lines/{cart_line}/",
    "/api/v1/cart/recovery/{link_token}/",
    "/api/v1/cart/saved/{cart_line}/",
    "/api/v1/cart/saved/{cart_line}/restore/",
    "/api/v1/content/forms/{form}/",
    "/api/v1/content/forms/{form}/token/",
    "/api/v1/content/legal/{legal_version}/",
    "/api/v1/cart/vouchers/{voucher_code}/",
    "/api/v1/integrations/callbacks/{configuration}/",
    "/api/v1/carriers/callbacks/{configuration}/",
    "/api/v1/carriers/orders/{order}/labels/",
    "/api/v1/carriers/labels/{label}/cancel/",
    "/api/v1/carriers/labels/{label}/file/",
    "/api/v1/notifications/{notice}/",
    "/api/v1/notifications/{notice}/read/",
    "/api/v1/notifications/push/{push}/",
    "/api/v1/notifications/unsubscribe/{link_token}/",
    "/api/v1/integrations/configurations/{configuration}/",
    "/api/v1/integrations/configurations/{configuration}/logs/",
    "/api/v1/integrations/configurations/{configuration}/test-connection/",
    "/api/v1/orders/{order}/",
    "/api/v1/orders/{order}/cancellation/",
    "/api/v1/orders/{order}/reorder/",
    "/api/v1/orders/{order}/documents/",
    "/api/v1/orders/{order}/prices/",
    "/api/v1/orders/{order}/documents/{document}/",
    "/api/v1/orders/{order}/documents/{document}/xml/",
    "/api/v1/orders/{order}/returns/",
    "/api/v1/orders/{order}/returns/{return}/cancel/",
    "/api/v1/orders/{order}/returns/{return}/sent/",
    "/api/v1/orders/{order}/withdrawal/",
    "/api/v1/orders/{order}/payments/",
    "/api/v1/payments/webhooks/{gateway}/{configuration}/",
    "/api/v1/search/saved/{saved}/",
    "/api/v1/webhooks/endpoints/{endpoint}/",
    "/api/v1/webhooks/endpoints/{endpoint}/deliveries/",
    "/api/v1/webhooks/endpoints/{endpoint}/deliveries/{message}/",
    "/api/v1/webhooks/endpoints/{endpoint}/deliveries/{message}/replay/",
    *(
        f"/api/v1/webhooks/endpoints/{{endpoint}}/{act}/"
        for act in ("pause", "replay", "resume", "rotate-secret", "test")
    ),
}


def test_the_table_names_every_address_of_the_api():
    named = {
        "/" + re.sub(r"\(\?P<[^>]+>[^)]*\)|<[^>]+>", "*", route).replace("^", "").rstrip("$")
        for route in routes("api/v1/")
        if "<" in route
    }

    assert named == {re.sub(r"\{[^}]+\}", "*", address) for address in API}


def routes(prefix):
    def walk(resolver, path):
        for pattern in resolver.url_patterns:
            route = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            elif route.startswith(prefix):
                yield route

    return walk(get_resolver(), "")


def test_rows_of_another_tenant_are_not_in_the_api(api, channel, other_channel):
    keys = make_rows(other_channel).keys
    theirs = Storefront(APIClient(SERVER_NAME="other.example"))
    rebuild_products(product_ids=[keys["product"]])
    theirs.add(Product.objects.get(pk=keys["product"]))
    session = theirs.api.post("/api/v1/chatbot/chat/", {"text": "hello"}).json()
    user = make_user("customer@example.com", is_superuser=True)  # nothing else may be in the way
    api.force_authenticate(user)
    given = {
        **keys,
        "product_slug": "foreign-lamp",
        "category_slug": "foreign-category",
        "cart_line": theirs.cart()["lines"][0]["id"],
        "extra": "gift_wrap",
        "session": session["session"]["id"],
        "answer": session["answer"]["id"],
        "conversation_template": "tpl_01J00000000000000000000000",
        "voucher_code": "FOREIGN",
        "saved_address": "addr_01J00000000000000000000000",
        "saved_method": "pm_of_somebody_else",
        "saved": "sav_01J00000000000000000000000",
        "gateway": "offline",
        "link_token": "of-somebody-else",
        "form": make_form(keys["page"]),
        "legal_version": make_legal_version(other_channel),
        "endpoint": "whe_01J00000000000000000000000",
        "message": "msg_01J00000000000000000000000",
    }
    there = APIClient(SERVER_NAME="other.example").get("/api/v1/products/foreign-lamp/")
    assert there.status_code == 200

    for address in sorted(API):
        for method in ("get", "delete", "patch"):
            answer = getattr(api, method)(address.format(**given), format="json")
            assert answer.status_code in (400, 401, 403, 404, 405), (method, address)
        assert api.get(address.format(**given)).status_code in (401, 403, 404, 405)
    assert len(theirs.cart()["lines"]) == 1
