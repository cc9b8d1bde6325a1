"""Wagtail's addresses: which parameter of each names what, and what is shared."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from .addresses import patterns, without_parameters

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
    ("glossary", "pk"): "glossary_term",
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
