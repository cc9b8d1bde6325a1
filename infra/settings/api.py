"""REST framework, tokens and the OpenAPI contract."""

from datetime import timedelta
from urllib.parse import urlsplit

from .environment import env

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "commerce.accounts.authentication.TenantJWTAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "EXCEPTION_HANDLER": "commerce.core.api.errors.exception_handler",
    "DEFAULT_RENDERER_CLASSES": ["commerce.core.api.json.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["commerce.core.api.json.JSONParser"],
    # What REST framework answers to OPTIONS are docstrings; the contract says more.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "commerce.core.api.schema.ProblemAutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DEFAULT_THROTTLE_RATES": {
        # Guesses are slowed down per account and network, at every door; this only bounds the work.
        "login": "60/min",
        "refresh": "120/min",
        "register": "20/hour",
        "password_reset": "20/hour",
        "password_reset_email": "5/hour",
        "password_reset_confirm": "30/hour",
        "email_change": "20/hour",
        "email_letter": "5/hour",
        "email_confirm": "30/hour",
        "order_lookup": "20/min",
        "voucher": "30/min",
        "gift_card": "10/min",
        "write": "240/min",
        "review": "20/hour",
        "search_event": "120/min",
        "search": "600/min",
        "feed": "600/min",
        "cart": "600/min",
        "chat": "60/min",
        "chat_read": "600/min",
        "chat_figures": "60/min",
        "live": "240/min",
        "draft": "600/min",
        "form": "30/hour",
        "missing": "60/min",
        "slot_count": "120/min",
        "segments": "120/min",
        "form_token": "120/min",
        "delivery_estimate": "120/min",
        "pickup_points": "60/min",
        "vat_id": "20/min",
        "order": "15/min",
        "order_hourly": "100/hour",
        # Limits of the API that differ from the usual ones, for example `order=30/min,cart=1200/min`.
        **env.dict("THROTTLE_RATES", default={}),
    },
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # How many own proxies stand between a visitor and this server; nobody else is believed about
    # the visitor's address.
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
}

# The header in which a trusted proxy says of which country a visitor's address is, such as
# CF-IPCountry. It is believed from trusted proxies only; without it no fraud rule knows countries.
COUNTRY_HEADER = env.str("COUNTRY_HEADER", default="")

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
    "USER_ID_FIELD": "public_id",
    "USER_ID_CLAIM": "sub",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Heron API",
    "VERSION": "1",
    "DESCRIPTION": (
        "Everything a storefront or an integration needs: catalogue, cart, checkout, orders, "
        "content and accounts.\n\n"
        "**Errors** are RFC 9457 problems with a stable `code`; each operation names its own.\n\n"
        "**Bodies** are JSON and taken at their word: unknown members are refused with "
        '`unknown_field`, and nothing is converted: a number is no text, `"true"` is not true. '
        "Query parameters that an operation does not know are refused with `unknown_parameter`, "
        "and given twice with `repeated_parameter`.\n\n"
        "**Languages** are chosen by the parameter `locale`; `Accept-Language` is not looked at.\n\n"
        "**Addresses** end with a slash; without it they answer the same.\n\n"
        "**Growth**: version one gains members, parameters, codes and operations, and loses none. "
        "Clients pass over what they do not know."
    ),
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATIONS": True,
    "ENUM_NAME_OVERRIDES": {
        "AvailabilityStatus": ["in_stock", "low_stock", "out_of_stock"],
        "HealthStatus": ["ok", "degraded", "unavailable", "unknown"],
        "FontName": [
            *("newsreader", "instrument-sans", "plex-sans", "markazi"),
            *("system-serif", "system-sans", "own"),
        ],
        "FilterType": ["choice", "range", "boolean"],
        "ProviderKind": "commerce.integrations.enums.ProviderKind",
        "ProviderMode": "commerce.integrations.enums.Mode",
        "ConfigurationState": "commerce.integrations.enums.ConfigurationState",
        "CallOutcome": "commerce.integrations.enums.CallOutcome",
        "SettingType": ["text", "integer", "number", "boolean"],
        "OrderStatus": ["placed", "paid", "packed", "shipped", "delivered", "cancelled"],
        "OrderState": ["open", "cancelled", "completed"],
        "ParcelState": ["packed", "shipped", "delivered"],
        "ReturnState": [
            *("requested", "approved", "declined", "sent", "received"),
            *("inspected", "refunded", "exchanged", "closed", "cancelled"),
        ],
        "ReturnReason": [
            *("changed_mind", "wrong_size", "damaged"),
            *("faulty", "wrong_item", "not_as_described"),
        ],
        "PaymentState": [
            "due",
            "authorised",
            "paid",
            "disputed",
            "part_refunded",
            "refunded",
            "cancelled",
        ],
        "LineProblemCode": [
            "product_unavailable",
            "no_price",
            "out_of_stock",
            "insufficient_stock",
        ],
        "LegalKind": ["terms", "privacy", "imprint", "withdrawal", "shipping"],
        "ContentPageType": [
            *("home", "content", "landing", "blog", "article", "faq", "form"),
            *("legal", "category", "brand", "stores", "lookbooks", "lookbook"),
        ],
        "MessageMedium": ["email", "sms", "push", "in_app"],
        "DigestRhythm": ["none", "daily", "weekly"],
        "SearchEngineName": ["elasticsearch", "embedded", "database"],
        "WebhookEndpointState": ["active", "paused", "ended"],
        "WebhookDeliveryState": ["pending", "delivered", "failed"],
        "ChatState": ["active", "paused", "completed", "archived"],
        "SearchEventType": ["search", "click", "add_to_cart"],
    },
    "OAS_VERSION": "3.1.0",
    "PREPROCESSING_HOOKS": ["infra.contract.only_version_one"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "infra.contract.illustrate_parameters",
        "infra.contract.forbid_nul",
        "infra.contract.share_parameters",
        "infra.contract.offer_null_beside",
        "infra.contract_webhooks.add_webhooks",
    ],
    "SERVERS": [
        {
            "url": "https://{host}",
            "description": "A shop. Its host decides which channel is asked.",
            "variables": {
                "host": {
                    "default": "shop.example.com",
                    "description": "The host name of a channel.",
                }
            },
        }
    ],
    "CONTACT": {
        "name": "Heron",
        "url": "https://heron.example.com/",
        "email": "api@heron.example.com",
    },
    "LICENSE": {"name": "Proprietary", "url": "https://heron.example.com/licence"},
    "TAGS": [
        {"name": "Account", "description": "What a signed-in customer keeps here."},
        {"name": "Assistant", "description": "Asking the shop in words, without a model."},
        {"name": "auth", "description": "Accounts and sessions of customers."},
        {"name": "Cart", "description": "The shopper's cart: lines, vouchers, currency."},
        {"name": "Catalogue", "description": "Products and categories that are on sale."},
        {"name": "Channel", "description": "The shop itself: languages, currencies, looks."},
        {"name": "Checkout", "description": "The way from a cart to an order."},
        {"name": "content", "description": "Pages, menus and banners that editors write."},
        {"name": "Gift cards", "description": "Money that was paid before, by code."},
        {"name": "health", "description": "Whether the service is well, for machines."},
        {"name": "Live", "description": "What changes while somebody looks at it."},
        {"name": "Notifications", "description": "What people are told, and want to be told."},
        {
            "name": "Integrations",
            "description": "Whom the shop calls, and what they tell by themselves.",
        },
        {"name": "Orders", "description": "What was ordered and what became of it."},
        {"name": "Payments", "description": "What payment gateways tell by themselves."},
        {"name": "Search", "description": "Finding products and pages; saved searches."},
        {
            "name": "Webhooks",
            "description": (
                "Where the shop tells others what happened: endpoints, what was sent to them, and "
                "under `webhooks` what it says."
            ),
        },
    ],
}

# Shared with the storefront, whose server names its channel; without it the host decides.
CHANNEL_HEADER_KEY = env.str("API_CHANNEL_KEY", default="")
# Memory of each process for answers about the catalogue, under the version they were made of.
CATALOGUE_ANSWERS_BYTES = env.int("CATALOGUE_ANSWERS_BYTES", default=32 * 1024 * 1024)
# Memory of each process for answers to searches, under the versions of catalogue and search.
SEARCH_ANSWERS_BYTES = env.int("SEARCH_ANSWERS_BYTES", default=32 * 1024 * 1024)
API_BODY_LIMIT = 1024 * 1024

# Where visitors find the storefront: the base of links in letters.
STOREFRONT_URL = env.str("STOREFRONT_URL", default="http://localhost:3000")
# Where the storefront hears what became stale.
STOREFRONT_REVALIDATE_URL = env.str(
    "STOREFRONT_REVALIDATE_URL", default=f"{STOREFRONT_URL}/api/revalidate"
)
# Shared with the storefront, which believes nobody else about what became stale. The addresses of
# painted pictures are signed with it.
STOREFRONT_REVALIDATE_SECRET = env.str("REVALIDATE_SECRET", default="")
# Keys that encrypt what providers are called with and webhooks are signed with: `name:secret`, the
# newest first, separated by commas. A new one goes in front, then `manage.py rotate_keys`; then the old
# one may leave. Without any they are made of the secret key.
INTEGRATION_KEYS = env.list("INTEGRATION_KEYS", default=[])
# Hosts of the inner network that may be called; all others have to be public.
OUTGOING_PRIVATE_HOSTS = env.list(
    "OUTGOING_PRIVATE_HOSTS", default=[urlsplit(STOREFRONT_REVALIDATE_URL).hostname or ""]
)
# Hosts of the inner network that webhooks may be sent to, also by plain http; whoever may set up a
# webhook can have them called.
WEBHOOK_PRIVATE_HOSTS = env.list("WEBHOOK_PRIVATE_HOSTS", default=[])
# To how many endpoints each process of a worker sends at once.
WEBHOOK_SENDERS = env.int("WEBHOOK_SENDERS", default=8)
# Where providers are called instead of at their own addresses: `sendgrid=http://127.0.0.1:8421,…`,
# for the local servers of `python -m infra.fakes`.
PROVIDER_ADDRESSES = env.dict("PROVIDER_ADDRESSES", default={})
