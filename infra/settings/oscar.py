"""Oscar's own settings, on top of its defaults."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403 Oscar documents this as the way to get its defaults
from oscar.defaults import OSCAR_DASHBOARD_NAVIGATION

OSCAR_SHOP_NAME = "Heron"
OSCAR_SHOP_TAGLINE = ""
OSCAR_DEFAULT_CURRENCY = "EUR"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_THUMBNAILER = "oscar.core.thumbnails.EasyThumbnails"
OSCAR_IMAGE_FOLDER = "products/%Y/%m/"
OSCAR_DELETE_IMAGE_FILES = True
OSCAR_SLUG_ALLOW_UNICODE = True
# Only Oscar's own storefront, which is not here, takes alerts; each change of stock would look for some.
OSCAR_EAGER_ALERTS = False
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "last_name", "line1", "line4", "country")
OSCAR_HOMEPAGE = reverse_lazy("dashboard:index")
OSCAR_ACCOUNTS_REDIRECT_URL = "dashboard:index"

OSCAR_INITIAL_ORDER_STATUS = "placed"
OSCAR_INITIAL_LINE_STATUS = "placed"
# What staff may ask for next; the states of an order decide what it has then.
OSCAR_ORDER_STATUS_PIPELINE = {
    "placed": ("paid", "packed", "cancelled"),
    "paid": ("packed", "cancelled"),
    "packed": ("shipped", "cancelled"),
    "shipped": ("delivered",),
    "delivered": (),
    "cancelled": (),
}
OSCAR_ORDER_STATUS_CANCELLED = "cancelled"
OSCAR_LINE_STATUS_PIPELINE = OSCAR_ORDER_STATUS_PIPELINE

HAYSTACK_CONNECTIONS: dict[str, dict[str, Any]] = {
    # Oscar imports Haystack; no index of it is ever read or written here.
    "default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}
}

OSCAR_DASHBOARD_DEFAULT_ACCESS_FUNCTION = "commerce.oscar.dashboard.nav.default_access_fn"


def _may_edit_website(user: Any, *_args: object, **_kwargs: object) -> bool:
    return bool(user.has_perm("wagtailadmin.access_admin"))


def _counted(label: Any, counter: str) -> Any:
    """Return a label that tells how much waits there, counted whenever it is shown."""
    path = f"commerce.ordering.dashboard.money.menu.{counter}"
    return lazy(lambda: import_string(path)(label), str)()


def _with_orders(entry: dict[str, Any]) -> dict[str, Any]:
    """Put what is done with orders where they are."""
    children = entry.get("children", [])
    if all(child.get("url_name") != "dashboard:order-list" for child in children):
        return entry
    drafts = {"label": _("Draft orders"), "url_name": "dashboard:order-draft-list"}
    picking = {"label": _("Pick list"), "url_name": "dashboard:order-pick-list"}
    returns = {"label": _("Returns"), "url_name": "dashboard:return-list"}
    documents = {"label": _("Documents"), "url_name": "dashboard:document-list"}
    taxes = {"label": _("Tax report"), "url_name": "dashboard:tax-report"}
    return {**entry, "children": [*children, drafts, picking, returns, documents, taxes]}


OSCAR_DASHBOARD_NAVIGATION = [
    *map(_with_orders, OSCAR_DASHBOARD_NAVIGATION),
    {
        "label": _("Shipping rates"),
        "icon": "fas fa-truck",
        "url_name": "dashboard:shipping-rate-list",
    },
    {
        "label": _("Money"),
        "icon": "fas fa-coins",
        "children": [
            {"label": _("Gift cards"), "url_name": "dashboard:purse-list"},
            {"label": _("Bank statements"), "url_name": "dashboard:statement-list"},
            {"label": _("Invoice customers"), "url_name": "dashboard:invoice-list"},
            {
                "label": _counted(_("Payments to look into"), "with_problems"),
                "url_name": "dashboard:money-problems",
            },
            {
                "label": _counted(_("Refused by payment services"), "with_refused"),
                "url_name": "dashboard:money-refused",
            },
            {
                "label": _counted(_("Reconciliation"), "with_differences"),
                "url_name": "dashboard:money-differences",
            },
            {"label": _("Paid and no order"), "url_name": "dashboard:money-given-back"},
        ],
    },
    {
        "label": _("Website"),
        "icon": "fas fa-feather",
        "url_name": "wagtailadmin_home",
        "access_fn": _may_edit_website,
    },
]
