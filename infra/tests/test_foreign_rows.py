"""Every address that names a row, asked with a row of somebody else: it is not there.

The tables name each address with parameters; one that is new and stands in no table fails here.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from rest_framework.test import APIClient
from wagtail.log_actions import log
from wagtail.models import Site

from cms.services import setup_groups
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.carts import Storefront
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.process_cache import forget_everything
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import Partner
from commerce.tenancy.models import Branding, Channel

from .foreign_rows import give_home, make_form, make_legal_version, make_rows

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


def everything(rows):
    """All addresses of the dashboard that name one of these rows."""
    copilot = addresses(rows, COPILOT, "copilot")
    return addresses(rows, DASHBOARD, "dashboard") | {
        f"copilot-{name}": address for name, address in copilot.items()
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


# Parameters of Wagtail's addresses that name what belongs to a tenant.
WAGTAIL = {
    ("", "page_id"): "page",
    ("", "parent_page_id"): "page",
    ("", "page_to_move_id"): "page",
    ("", "destination_id"): "home",
    ("", "page_pk"): "page",
    ("", "redirect_id"): "redirect",
    ("", "translation_source_id"): "source",
    ("", "translation_id"): "translation",
    ("", "proposal_id"): "proposal",
    ("", "file_id"): "submitted_file",
    ("wagtailadmin_pages", "pk"): "page",
    ("wagtailadmin_api:pages", "pk"): "page",
    ("wagtailsnippets_cms_menu", "pk"): "menu",
    ("wagtailsnippets_cms_banner", "pk"): "banner",
    ("wagtailsnippets_cms_reusablecontent", "pk"): "reusablecontent",
    ("wagtailsnippetchoosers_cms_reusablecontent", "pk"): "reusablecontent",
    ("wagtailsnippetchoosers_cms_menu", "pk"): "menu",
    ("wagtailsnippetchoosers_cms_banner", "pk"): "banner",
    ("product_chooser", "pk"): "product",
    ("category_chooser", "pk"): "category",
    ("branding", "pk"): "branding",
    ("charges", "pk"): "charge",
    ("left_carts", "pk"): "reminder_rule",
    ("releases", "pk"): "release",
    ("ways_to_pay", "pk"): "ways",
    ("return_rules", "pk"): "return_rules",
    ("fraud_rules", "pk"): "fraud_rule",
    ("robots", "pk"): "robots",
    ("channel_taxes", "pk"): "channel_taxes",
    ("tax_classes", "pk"): "tax_class",
    ("tax_exemptions", "pk"): "tax_exemption",
    ("tax_rates", "pk"): "tax_rate",
    ("tax_zones", "pk"): "tax_zone",
    ("legal_entities", "pk"): "entity",
    ("document_rules", "pk"): "document_rules",
    ("dispatch_calendars", "pk"): "calendar",
    ("pickup_points", "pk"): "pickup_point",
    ("assistant", "pk"): "assistant",
    ("assistant_faq", "pk"): "faq",
    ("assistant_intents", "pk"): "intent",
    ("assistant_pages", "pk"): "page_choice",
    ("assistant_ready", "pk"): "ready_answer",
    ("assistant_templates", "pk"): "conversation_template",
    ("assistant_desks", "pk"): "desk",
    ("assistant_inbox", "public_id"): "conversation",
    ("suppressions", "pk"): "suppression",
    ("webhooks_endpoints", "pk"): "endpoint",
    ("webhooks_deliveries", "pk"): "delivery",
    ("integrations", "public_id"): "configuration",
    ("sent_messages", "pk"): "message",
    ("announcements", "pk"): "announcement",
    ("segments", "pk"): "segment",
    ("segment_chooser", "pk"): "segment",
    ("wagtailsnippets_notifications_template", "pk"): "template",
    ("wagtailsnippetchoosers_notifications_template", "pk"): "template",
    ("wagtailsites", "pk"): "site",
    ("wagtailusers_users", "pk"): "user",
}
# What all tenants of the house share, or what names no row.
SHARED = (
    "wagtailimages",  # one media library
    "copilot_picture",
    "wagtaildocs",
    "wagtailadmin_api:images",
    "wagtailadmin_api:documents",
    "wagtailadmin_collections",
    "wagtailadmin_workflows",  # steps of approval and their tasks
    "wagtaillocales",
    "wagtailusers_groups",
    "wagtailsettings",  # no settings are registered
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_editing_sessions:release",  # one's own session only
    "wagtailadmin_tag_model_autocomplete",
    "wagtailadmin_password_reset_confirm",
    "wagtail_localize:snippets_api_listing",
    "integrations:add",  # names a provider, which all may set up
    "message_kinds",  # kinds are part of the code; their channel is proven beside them
    "search_",  # rows of own channels by policy, proven beside the search
)
# Addresses that name a model and a row of it.
GENERIC = {
    "wagtail_bulk_action": (
        {"app_label": "wagtailcore", "model_name": "page", "action": "unpublish"},
        "?id={page}",
    ),
    "wagtailadmin_editing_sessions:ping": (
        {
            "app_label": "wagtailcore",
            "model_name": "page",
            "object_id": "{page}",
            "session_id": 1,
        },
        "",
    ),
    "cms_put_into_release": ({"kind": "banner", "key": "{banner}"}, ""),
    "cms_product_usage": ({"pk": "{product}"}, ""),
    "wagtail_localize:submit_snippet_translation": (
        {"app_label": "cms", "model_name": "banner", "pk": "{banner}"},
        "",
    ),
    "wagtail_localize:snippets_api_detail": (
        {"app_label": "cms", "model_name": "banner", "pk": "{banner}"},
        "",
    ),
}
ANY = {
    "content_type_app_name": "cms",
    "content_type_model_name": "contentpage",
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "action_name": "approve",
    "mode": "",
    "kind": "banner",
}


def kind_of(name, parameter):
    namespace = name.rpartition(":")[0]
    return WAGTAIL.get((namespace, parameter)) or WAGTAIL.get(("", parameter))


def without_parameters(start):
    return {
        name
        for name, pattern in patterns(start)
        if not getattr(pattern.pattern, "converters", {}) and not pattern.pattern.regex.groups
    }


def pages_of_no_row():
    """Wagtail's lists, reports, choosers and forms, but for what signs out or fails on purpose."""
    for name in sorted(without_parameters("cms/") - {"wagtailadmin_error_test"}):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not name.endswith(("logout", "test500")):
            yield name, address


def wagtail_addresses():
    """Name, parameters and whether one of them belongs to a tenant."""
    for name, pattern in patterns("cms/"):
        converters = getattr(pattern.pattern, "converters", {})
        parameters = [*(converters or pattern.pattern.regex.groupindex)]
        if parameters:
            yield name, parameters, any(kind_of(name, parameter) for parameter in parameters)


def test_every_address_of_wagtail_is_a_tenants_or_shared():
    unknown = {
        name
        for name, _parameters, is_owned in wagtail_addresses()
        if not is_owned and not name.startswith(SHARED) and name not in GENERIC
    }

    assert unknown == set()


def foreign_pages(keys):
    for name, parameters, is_owned in wagtail_addresses():
        if is_owned and name not in GENERIC:
            given = {
                parameter: keys[kind]
                if (kind := kind_of(name, parameter))
                else ANY.get(parameter, 1)
                for parameter in parameters
            }
            yield name, reverse(name, kwargs={k: v for k, v in given.items() if v != ""})
    for name, (given, query) in GENERIC.items():
        filled = {key: str(value).format(**keys) for key, value in given.items()}
        yield name, reverse(name, kwargs=filled) + query.format(**keys)


@pytest.mark.parametrize("who", ["marketer", "superuser"])
def test_rows_of_another_tenant_are_not_in_wagtail(
    who,
    request,
    channel,
    other_channel,
):
    give_home(channel, "Native")
    keys = {**make_rows(other_channel).keys, **give_home(other_channel, "Foreign")}
    forget_everything()
    client = request.getfixturevalue(who)

    assert opened(answers(client, dict(foreign_pages(keys)))) == {}


@pytest.fixture
def marketer(client, channel):
    setup_groups()
    user = get_user_model().objects.create_user("mona@example.com", password="x" * 12)
    user.groups.add(Group.objects.get(name="Marketers"))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


LISTS = (
    "",
    "pages/",
    "pages/1/",
    "choose-page/",
    "snippets/cms/menu/",
    "snippets/cms/banner/",
    "snippets/cms/reusablecontent/",
    "releases/",
    "planned/",
    "texts/",
    "branding/",
    "webhooks/endpoints/",
    "webhooks/deliveries/",
    "users/",
)


def test_wagtails_lists_leave_foreign_rows_out(superuser, channel, other_channel):
    own = give_home(channel, "Native")
    make_rows(other_channel)
    give_home(other_channel, "Foreign")
    Branding.objects.filter(channel=other_channel).update(name="Foreign brand")
    forget_everything()

    pages = {path: superuser.get(f"/cms/{path}") for path in LISTS}

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    assert [path for path, page in pages.items() if "Foreign" in page.content.decode()] == []
    assert superuser.get(f"/cms/pages/{own['page']}/edit/").status_code == 200


def test_no_page_of_wagtail_shows_or_offers_foreign_rows(superuser, channel, other_channel):
    """Lists, reports, choosers and Wagtail's own API, each with whatever it can be narrowed by."""
    give_home(channel, "Native")
    make_rows(other_channel)
    log_changes(other_channel, give_home(other_channel, "Foreign"))
    Channel.objects.filter(pk=other_channel.pk).update(name="Foreign window")
    Site.objects.filter(pk=other_channel.site_id).update(site_name="Foreign site")
    forget_everything()

    pages = {name: superuser.get(address) for name, address in pages_of_no_row()}

    assert len([page for page in pages.values() if page.status_code == 200]) > 120
    assert [name for name, page in pages.items() if "Foreign" in text_of(page)] == []


def log_changes(channel, keys):
    """What somebody of that tenant did to a page and a banner, and to those that have gone since."""
    user = make_user("theirs@example.com")
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    for model, key in (("wagtailcore.Page", keys["page"]), ("cms.Banner", keys["banner"])):
        row = apps.get_model(model)._base_manager.get(pk=key)
        log(row, "wagtail.edit", user=user, title="Foreign change")
        row.pk = 10**6
        log(row, "wagtail.delete", user=user, title="Foreign loss", deleted=True)


def text_of(answer):
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return raw.decode(errors="replace")


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
