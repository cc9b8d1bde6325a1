"""Installed apps, ours first so that our templates and commands win."""

from .environment import env

OUR_APPS = [
    "infra.apps.InfraConfig",
    "commerce.core.apps.CoreConfig",
    "commerce.tenancy.apps.TenancyConfig",
    "commerce.accounts.apps.AccountsConfig",
    "commerce.storefront.apps.StorefrontConfig",
    "commerce.integrations.apps.IntegrationsConfig",
    "commerce.live.apps.LiveConfig",
    "commerce.notifications.apps.NotificationsConfig",
    "commerce.webhooks.apps.WebhooksConfig",
    "commerce.payments.apps.PaymentsConfig",
    "commerce.tax.apps.TaxConfig",
    "commerce.tenders.apps.TendersConfig",
    "commerce.delivery.apps.DeliveryConfig",
    "commerce.catalogue.apps.CatalogueConfig",
    "commerce.cart.apps.CartConfig",
    # Its page of an order stands on that of returns.
    "commerce.documents.apps.DocumentsConfig",
    # Its page of an order stands on ordering's; and it forgets a person while orders still know them.
    "commerce.returns.apps.ReturnsConfig",
    "commerce.ordering.apps.OrderingConfig",
    "commerce.catalogue.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "commerce.catalogue.dashboard.reviews.apps.ReviewsDashboardConfig",
    "commerce.ordering.dashboard.orders.apps.OrdersDashboardConfig",
    "commerce.ordering.dashboard.users.apps.UsersDashboardConfig",
    "commerce.catalogue.dashboard.partners.apps.PartnersDashboardConfig",
    "commerce.ordering.dashboard.shipping.apps.ShippingDashboardConfig",
    "commerce.tenders.dashboard.apps.TendersDashboardConfig",
    "commerce.ordering.dashboard.money.apps.MoneyDashboardConfig",
    "commerce.returns.dashboard.apps.ReturnsDashboardConfig",
    "commerce.documents.dashboard.apps.DocumentsDashboardConfig",
    "commerce.exchange.apps.ExchangeConfig",
    "cms.apps.CmsConfig",
    "search.apps.SearchConfig",
    "chatbot.apps.ChatbotConfig",
    "infra.demo.apps.DemoConfig",
]

OSCAR_FORKS = [
    "commerce.oscar.address.apps.AddressConfig",
    "commerce.oscar.basket.apps.BasketConfig",
    "commerce.oscar.catalogue.apps.CatalogueConfig",
    "commerce.oscar.customer.apps.CustomerConfig",
    "commerce.oscar.offer.apps.OfferConfig",
    "commerce.oscar.order.apps.OrderConfig",
    "commerce.oscar.partner.apps.PartnerConfig",
    "commerce.oscar.payment.apps.PaymentConfig",
    "commerce.oscar.shipping.apps.ShippingConfig",
    "commerce.oscar.voucher.apps.VoucherConfig",
    "commerce.oscar.dashboard.apps.DashboardConfig",
    "commerce.oscar.dashboard.offers.apps.OffersDashboardConfig",
    "commerce.oscar.dashboard.ranges.apps.RangesDashboardConfig",
    "commerce.oscar.dashboard.vouchers.apps.VouchersDashboardConfig",
    "commerce.oscar.dashboard.reports.apps.ReportsDashboardConfig",
]

OSCAR_UPSTREAM = [
    "oscar.config.Shop",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
]

WAGTAIL = [
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.back_office.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

LIBRARIES = [
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "easy_thumbnails",
    "widget_tweaks",
    "treebeard",
    "django_tables2",
]

DJANGO = [
    "infra.admin.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.humanize",
]

# Judged queries, and the gate that drafts of the search's configuration pass; false leaves the app out.
SEARCH_LABORATORY = env.bool("SEARCH_LABORATORY", default=True)
OPTIONAL_APPS = ["search.laboratory.apps.LaboratoryConfig"] if SEARCH_LABORATORY else []

INSTALLED_APPS = [
    *OUR_APPS,
    *OPTIONAL_APPS,
    *OSCAR_FORKS,
    *OSCAR_UPSTREAM,
    *WAGTAIL,
    *LIBRARIES,
    *DJANGO,
]
