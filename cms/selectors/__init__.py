"""Reads of the website, always of one channel and language: a `Reader`."""

from cms.addresses import is_safe_address

from .addresses import Address, find_address
from .articles import list_articles, list_tags
from .banners import list_banners, list_live_beside
from .catalogue import find_categories
from .catalogue_pages import list_places
from .desk import (
    edits_pages,
    find_first_steps,
    list_editable_pages,
    list_ending_pages,
    list_last_published,
    list_stale_pages,
)
from .drafts import (
    find_draft,
    find_draft_in,
    get_draft_link,
    get_preview,
    list_banners_at,
    list_draft_links,
    list_draft_locales,
    list_menus_at,
    list_past_previews,
    list_planned_moments,
)
from .forms import (
    find_forms,
    find_submission,
    get_form,
    list_outdated_submissions,
    list_submissions_of,
)
from .glossary import find_glossary
from .images import (
    find_images,
    picture_languages,
)
from .legal import (
    find_last_version,
    find_terms,
    get_legal_version,
    is_in_force,
    legal_version_path,
    list_legal_versions,
)
from .lookbooks import list_lookbooks
from .media import count_uses
from .menus import list_menus
from .missing import list_missing_addresses, robots_text
from .naming import (
    Names,
    count_untranslated,
    find_names,
    list_missing_paths,
    list_pictures_without_text,
)
from .pages import (
    FoundPage,
    PageFacts,
    find_alternates,
    find_page,
    get_page,
    list_page_facts,
    list_page_rows,
)
from .readers import Reader
from .redirects import find_redirect, find_redirect_row, leads_in_circle
from .references import count_gone, find_references, list_shown_products
from .releases import (
    Held,
    find_release_row,
    list_conflicts,
    list_due_releases,
    list_ending_releases,
    list_held,
    list_obstacles,
    list_open_releases,
    list_release_drafts,
    list_releases,
)
from .reusables import find_reusables
from .rights import list_limited_files, list_used_without_rights
from .shops import find_channel_of, list_homes, list_readers
from .slots import ShownVariant, has_counts, list_shown_variants
from .texts import PageText, count_page_texts, iterate_page_texts
from .versions import get_content_version

__all__ = [
    "Address",
    "FoundPage",
    "Held",
    "Names",
    "PageFacts",
    "PageText",
    "Reader",
    "ShownVariant",
    "count_gone",
    "count_page_texts",
    "count_untranslated",
    "count_uses",
    "edits_pages",
    "find_address",
    "find_alternates",
    "find_categories",
    "find_channel_of",
    "find_draft",
    "find_draft_in",
    "find_first_steps",
    "find_forms",
    "find_glossary",
    "find_images",
    "find_last_version",
    "find_names",
    "find_page",
    "find_redirect",
    "find_redirect_row",
    "find_references",
    "find_release_row",
    "find_reusables",
    "find_submission",
    "find_terms",
    "get_content_version",
    "get_draft_link",
    "get_form",
    "get_legal_version",
    "get_page",
    "get_preview",
    "has_counts",
    "is_in_force",
    "is_safe_address",
    "iterate_page_texts",
    "leads_in_circle",
    "legal_version_path",
    "list_articles",
    "list_banners",
    "list_banners_at",
    "list_conflicts",
    "list_draft_links",
    "list_draft_locales",
    "list_due_releases",
    "list_editable_pages",
    "list_ending_pages",
    "list_ending_releases",
    "list_held",
    "list_homes",
    "list_last_published",
    "list_legal_versions",
    "list_limited_files",
    "list_live_beside",
    "list_lookbooks",
    "list_menus",
    "list_menus_at",
    "list_missing_addresses",
    "list_missing_paths",
    "list_obstacles",
    "list_open_releases",
    "list_outdated_submissions",
    "list_page_facts",
    "list_page_rows",
    "list_past_previews",
    "list_pictures_without_text",
    "list_places",
    "list_planned_moments",
    "list_readers",
    "list_release_drafts",
    "list_releases",
    "list_shown_products",
    "list_shown_variants",
    "list_stale_pages",
    "list_submissions_of",
    "list_tags",
    "list_used_without_rights",
    "picture_languages",
    "robots_text",
]
