"""What the website adds to Wagtail's back office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms import services
from cms.back_office.brand.pages import BrandingViewSet
from cms.back_office.choosers import category_chooser, product_chooser, segment_chooser
from cms.back_office.content_checks import content_check_urls, let_checks_reach_the_storefront
from cms.back_office.draft_links import draft_links_button, draft_links_urls
from cms.back_office.from_the_shop import from_the_shop_urls
from cms.back_office.goods import shown_products_item, shown_products_urls
from cms.back_office.history import tell_own_history
from cms.back_office.home import PANELS
from cms.back_office.logs import trust_what_is_logged
from cms.back_office.media import MEDIA_ACTIONS
from cms.back_office.media_api import tell_own_media
from cms.back_office.missing import missing_addresses_item, missing_addresses_urls
from cms.back_office.notices import tell_about_page, tell_about_snippet
from cms.back_office.own_sites import offer_own_sites
from cms.back_office.planned import planned_menu_item, planned_urls
from cms.back_office.previewing import previews_are_the_storefront
from cms.back_office.redirects import let_redirects_lead_to_paths
from cms.back_office.releases import (
    ReleaseViewSet,
    put_into_release_button,
    put_into_release_urls,
)
from cms.back_office.rights import document_rights_item, picture_rights_item, rights_urls
from cms.back_office.robots import RobotsViewSet
from cms.back_office.slots import slots_button, slots_item, slots_urls
from cms.back_office.snippets import BannerViewSet, MenuViewSet, ReusableContentViewSet
from cms.back_office.submissions import (
    list_submissions_carefully,
    own_forms_only,
    submitted_file_urls,
)
from cms.back_office.texts import (
    text_desk_item,
    text_desk_permissions,
    text_desk_urls,
)
from cms.back_office.translating.glossary import GlossaryViewSet
from cms.back_office.translating.machine import machine_urls, offer_model_in_editor_alone
from cms.back_office.translating.report import translations_urls
from cms.back_office.translating.terms_file import terms_file_urls
from cms.back_office.usages import read_usages_by_the_page
from cms.back_office.withdrawing import ask_before_unpublishing, ask_before_unpublishing_many
from cms.image_operations import SrgbOperation
from cms.localize import (
    let_lists_know_translations,
    let_translations_keep_to_the_glossary,
    let_translators_know_where,
    let_translators_type,
    with_translations,
)
from cms.models import Banner, Menu, ReusableContent
from cms.own_rows import own_pages


def choosers_and_branding() -> list[Any]:
    return [
        product_chooser,
        category_chooser,
        segment_chooser,
        BrandingViewSet("branding"),
        RobotsViewSet("robots"),
        ReleaseViewSet(),
        GlossaryViewSet(),
    ]


def house_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/back_office.css"))


def editor_scripts() -> str:
    names = ("preview_panel", "translation_editor")
    files = ((static(f"cms/{name}.js"),) for name in names)
    return format_html_join("", '<script src="{}"></script>', files)


def icons(names: list[str]) -> list[str]:
    return [*names, "cms/icons/bullhorn.svg"]


def image_operations() -> list[tuple[str, type[SrgbOperation]]]:
    return [("srgb", SrgbOperation)]


def show_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.extend(panel() for panel in PANELS)


def log_release_actions(actions: Any) -> None:
    for code, label, message in RELEASE_ACTIONS:
        actions.register_action(code, label, message)


def tell_deleted_snippets(request: HttpRequest, instances: Iterable[Any]) -> None:
    for instance in instances:
        if isinstance(instance, Menu):
            services.announce_menu(menu=instance)
        elif isinstance(instance, Banner):
            services.announce_banner(banner=instance)
        elif isinstance(instance, ReusableContent):
            services.announce_reusable(content=instance)


def own_pages_only(*found: Any) -> Any:
    """Lists and choosers leave out pages of other tenants; the pages come second to last."""
    *_parent, pages, _request = found
    return own_pages(pages)


RELEASE_ACTIONS = (
    ("cms.release.plan", _("Plan a release"), _("Planned")),
    ("cms.release.reopen", _("Plan a release no longer"), _("Planned no longer")),
    ("cms.release.publish", _("Publish with a release"), _("Published with a release")),
    ("cms.release.roll_back", _("Roll back a release"), _("Rolled back with a release")),
    ("cms.release.fail", _("A release did not happen"), _("Did not happen at its time")),
)

for action in MEDIA_ACTIONS:
    hooks.register("register_bulk_action", action)
let_translators_type()
let_translators_know_where()
let_lists_know_translations()
let_translations_keep_to_the_glossary()
offer_model_in_editor_alone()
let_redirects_lead_to_paths()
offer_own_sites()
previews_are_the_storefront()
list_submissions_carefully()
trust_what_is_logged()
tell_own_history()
read_usages_by_the_page()
register_snippet(MenuViewSet)
register_snippet(BannerViewSet)
register_snippet(ReusableContentViewSet)
hooks.register("register_admin_viewset", choosers_and_branding)
hooks.register("insert_global_admin_css", house_style)
hooks.register("insert_editor_js", editor_scripts)
hooks.register("register_admin_urls", translations_urls, order=-1)
hooks.register("register_admin_urls", machine_urls, order=-1)
hooks.register("register_admin_urls", terms_file_urls, order=-1)
hooks.register("register_admin_urls", draft_links_urls)
hooks.register("register_admin_urls", content_check_urls)
hooks.register("register_admin_urls", from_the_shop_urls)
hooks.register("register_admin_urls", missing_addresses_urls)
hooks.register("register_reports_menu_item", missing_addresses_item)
hooks.register("register_admin_urls", shown_products_urls)
hooks.register("register_reports_menu_item", shown_products_item)
hooks.register("register_admin_urls", slots_urls)
hooks.register("register_reports_menu_item", slots_item)
hooks.register("register_page_header_buttons", slots_button)
hooks.register("register_admin_urls", rights_urls)
hooks.register("register_reports_menu_item", picture_rights_item)
hooks.register("register_reports_menu_item", document_rights_item)
hooks.register("construct_admin_api", tell_own_media, order=1)  # after Wagtail's own
hooks.register("register_admin_urls", submitted_file_urls)
hooks.register("filter_form_submissions_for_user", own_forms_only)
hooks.register("construct_wagtail_userbar", let_checks_reach_the_storefront)
hooks.register("register_page_header_buttons", draft_links_button)
hooks.register("register_admin_urls", put_into_release_urls)
hooks.register("register_admin_urls", planned_urls)
hooks.register("register_reports_menu_item", planned_menu_item)
hooks.register("register_admin_urls", text_desk_urls)
hooks.register("register_reports_menu_item", text_desk_item)
hooks.register("register_permissions", text_desk_permissions)
hooks.register("register_page_header_buttons", put_into_release_button)
hooks.register("register_log_actions", log_release_actions)
hooks.register("register_icons", icons)
hooks.register("register_image_operations", image_operations)
hooks.register("construct_homepage_panels", show_panels)
hooks.register("after_delete_snippet", tell_deleted_snippets)
hooks.register("construct_explorer_page_queryset", own_pages_only)
hooks.register("construct_explorer_page_queryset", with_translations)
hooks.register("construct_page_chooser_queryset", own_pages_only)
hooks.register("before_unpublish_page", ask_before_unpublishing)
hooks.register("before_bulk_action", ask_before_unpublishing_many)
hooks.register("after_create_page", tell_about_page)
hooks.register("after_edit_page", tell_about_page)
hooks.register("after_create_snippet", tell_about_snippet)
hooks.register("after_edit_snippet", tell_about_snippet)
