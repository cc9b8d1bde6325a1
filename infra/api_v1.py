"""Version one of the API: mounts what each context brings, decides nothing.

Each context's `api/v1/urls.py` names its own paths; add one line here for a new context.
"""

from django.urls import URLPattern, URLResolver, include, path

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    # What shoppers wait for comes first: each address is looked for in this order.
    path("", include("commerce.cart.api.v1.urls")),
    path("", include("commerce.ordering.api.v1.checkout.urls")),
    path("", include("commerce.ordering.api.v1.completions.urls")),
    path("", include("commerce.catalogue.api.v1.urls")),
    path("", include("commerce.ordering.api.v1.delivery.urls")),
    path("health/live", health.LiveView.as_view(), name="health-live"),
    path("health/ready", health.ReadyView.as_view(), name="health-ready"),
    path("", include("commerce.accounts.api.v1.urls")),
    path("", include("commerce.live.api.v1.urls")),
    path("", include("cms.api.v1.urls")),
    path("", include("commerce.ordering.api.v1.orders.urls")),
    path("", include("commerce.ordering.api.v1.address_book.urls")),
    path("", include("commerce.returns.api.v1.urls")),
    path("", include("commerce.documents.api.v1.urls")),
    path("", include("commerce.carriers.api.v1.urls")),
    path("", include("commerce.integrations.api.v1.urls")),
    path("", include("commerce.payments.api.v1.urls")),
    path("", include("commerce.tenders.api.v1.urls")),
    path("", include("commerce.webhooks.api.v1.urls")),
    path("", include("commerce.notifications.api.v1.urls")),
    path("", include("search.api.v1.urls")),
    path("", include("chatbot.api.v1.urls")),
]
