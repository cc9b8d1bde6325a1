from django.apps import apps as installed
from django.urls import URLResolver, include, path
from oscar.apps.dashboard import apps

from commerce.core.conflicts import answering_conflicts

# Every page of Oscar's dashboard that has an effect in this shop. What is not named here is not
# there: no address, no entry in the menu.
MOUNTED = frozenset(
    [
        "index",
        "login",
        "logout",
        "catalogue-product-list",
        "catalogue-product",
        "catalogue-product-create",
        "catalogue-product-create-child",
        "catalogue-product-delete",
        "catalogue-product-bulk-action",
        "catalogue-product-lookup",
        "stock-alert-list",
        "catalogue-category-list",
        "catalogue-category-detail-list",
        "catalogue-category-create",
        "catalogue-category-create-child",
        "catalogue-category-update",
        "catalogue-category-delete",
        "catalogue-class-list",
        "catalogue-class-create",
        "catalogue-class-update",
        "catalogue-class-delete",
        "catalogue-attribute-option-group-list",
        "catalogue-attribute-option-group-create",
        "catalogue-attribute-option-group-update",
        "catalogue-attribute-option-group-delete",
        "order-list",
        "order-stats",
        "order-pick-list",
        "order-detail",
        "order-detail-note",
        "order-line-detail",
        "order-shipping-address",
        *("order-edit", "order-goods", "order-payment-link"),
        *("order-filter-save", "order-filter-delete", "order-batch"),
        *("order-draft-list", "order-draft", "order-draft-goods", "order-draft-step"),
        "users-index",
        "user-detail",
        "user-password-reset",
        "partner-list",
        "partner-create",
        "partner-manage",
        "partner-delete",
        "partner-user-create",
        "partner-user-select",
        "partner-user-link",
        "partner-user-unlink",
        "partner-user-update",
        "offer-list",
        "offer-detail",
        "offer-delete",
        "offer-metadata",
        "offer-condition",
        "offer-benefit",
        "offer-restrictions",
        "range-list",
        "range-create",
        "range-update",
        "range-delete",
        "range-products",
        "range-reorder",
        "voucher-list",
        "voucher-create",
        "voucher-update",
        "voucher-delete",
        "voucher-stats",
        "voucher-set-list",
        "voucher-set-create",
        "voucher-set-update",
        "voucher-set-detail",
        "voucher-set-download",
        "voucher-set-delete",
        "shipping-rate-list",
        "shipping-rate-create",
        "shipping-rate-update",
        "shipping-rate-delete",
        "reviews-list",
        "reviews-update",
        "reviews-delete",
        "reports-index",
        "purse-list",
        "purse-issue",
        "purse-credit",
        "purse-detail",
        "purse-correct",
        "purse-block",
        "money-order",
        "money-refund",
        "money-capture",
        "money-void",
        "money-problems",
        "money-fact-close",
        "money-differences",
        "money-difference-book",
        "money-difference-look",
        "money-difference-refund",
        "money-difference-close",
        "money-given-back",
        "money-refused",
        "money-refused-again",
        "money-refused-credit",
        "money-refused-close",
        "statement-list",
        "statement-detail",
        "statement-book",
        "statement-line",
        "invoice-list",
        "invoice-new",
        "invoice-terms",
        "return-list",
        "return-detail",
        "return-photo",
        "document-list",
        "document-file",
        "document-xml",
        "document-redraw",
        "document-invoice",
        "document-batch-ask",
        "document-batch",
        "document-batch-file",
        *("tax-report", "tax-report-file", "tax-report-documents"),
        *("oss-report", "oss-report-file"),
        *("label-make", "label-cancel", "label-print", "label-customs"),
    ]
)


# Parts that upstream does not have, by how their addresses begin.
OWN = {
    "": "tenders_dashboard",
    "money/": "money_dashboard",
    "returns/": "returns_dashboard",
    "documents/": "documents_dashboard",
    "labels/": "carriers_dashboard",
}


class DashboardConfig(apps.DashboardConfig):
    """Oscar looks for the forks of its dashboard's parts beside this one."""

    name = "commerce.oscar.dashboard"

    def get_url_decorator(self, pattern):
        """Upstream passes the pages of all parts of the dashboard through here."""
        protect = super().get_url_decorator(pattern)
        return lambda view: answering_conflicts(protect(view) if protect else view)

    def get_urls(self):
        """Upstream's parts, and those that upstream does not have."""
        own = self.post_process_urls(
            [
                path(route, include(installed.get_app_config(label).urls[0]))
                for route, label in OWN.items()
            ]
        )
        return _mounted([*super().get_urls(), *own])


def _mounted(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            pattern.urlconf_name[:] = _mounted(pattern.urlconf_name)
    return [
        pattern
        for pattern in patterns
        if (pattern.urlconf_name if isinstance(pattern, URLResolver) else pattern.name in MOUNTED)
    ]
