"""Writes: what the shop's own tools put into the website. Editors write through Wagtail."""

from .calendars import (
    address_of_feed,
    list_calendar_feeds,
    make_calendar_feed,
    revoke_calendar_feeds,
    write_calendar,
)
from .contents import PageContent
from .editors import (
    ensure_channel_editors,
    ensure_editors_of_all_channels,
    follow_new_home,
    leave_home,
)
from .forms import (
    Filled,
    export_submissions,
    forget_outdated_submissions,
    forget_submissions_of,
    submit_form,
    tell_of_submission,
)
from .glossary import TermLine, ensure_term, import_terms
from .groups import setup_groups
from .images import ensure_image, ensure_video
from .legal import forget_terms, keep_legal_version
from .media import (
    PictureWishes,
    RightsWishes,
    change_documents,
    change_pictures,
    delete_unused,
    plan_documents,
    plan_pictures,
)
from .missing import follow_missing, forget_missing
from .pages import discard_welcome_page, ensure_form, ensure_home_page, ensure_page
from .pictures import render_page_pictures, render_pictures
from .previews import (
    LINK_LIFETIMES,
    address_of_draft_link,
    keep_branding_preview,
    keep_preview,
    keep_release_preview,
    make_draft_link,
    open_draft,
    revoke_draft_link,
)
from .publishing import (
    announce_banner,
    announce_deleted_picture,
    announce_menu,
    announce_moved_page,
    announce_published_page,
    announce_reusable,
    announce_robots,
    announce_unpublished_page,
)
from .releases import (
    decide_change,
    index_release,
    plan_release,
    publish_due_releases,
    publish_release,
    put_into_release,
    reopen_release,
    roll_back_release,
    take_out_of_release,
)
from .share_pictures import get_share_picture
from .showing import refresh_what_shows
from .slots import Counted, count_slots, forget_slot_counts
from .snippets import BannerContent, draft_banner, ensure_banner, ensure_menu, ensure_reusable
from .stores import ensure_stores
from .versions import raise_content_version

__all__ = [
    "LINK_LIFETIMES",
    "BannerContent",
    "Counted",
    "Filled",
    "PageContent",
    "PictureWishes",
    "RightsWishes",
    "TermLine",
    "address_of_draft_link",
    "address_of_feed",
    "announce_banner",
    "announce_deleted_picture",
    "announce_menu",
    "announce_moved_page",
    "announce_published_page",
    "announce_reusable",
    "announce_robots",
    "announce_unpublished_page",
    "change_documents",
    "change_pictures",
    "count_slots",
    "decide_change",
    "delete_unused",
    "discard_welcome_page",
    "draft_banner",
    "ensure_banner",
    "ensure_channel_editors",
    "ensure_editors_of_all_channels",
    "ensure_form",
    "ensure_home_page",
    "ensure_image",
    "ensure_menu",
    "ensure_page",
    "ensure_reusable",
    "ensure_stores",
    "ensure_term",
    "ensure_video",
    "export_submissions",
    "follow_missing",
    "follow_new_home",
    "forget_missing",
    "forget_outdated_submissions",
    "forget_slot_counts",
    "forget_submissions_of",
    "forget_terms",
    "get_share_picture",
    "import_terms",
    "index_release",
    "keep_branding_preview",
    "keep_legal_version",
    "keep_preview",
    "keep_release_preview",
    "leave_home",
    "list_calendar_feeds",
    "make_calendar_feed",
    "make_draft_link",
    "open_draft",
    "plan_documents",
    "plan_pictures",
    "plan_release",
    "publish_due_releases",
    "publish_release",
    "put_into_release",
    "raise_content_version",
    "refresh_what_shows",
    "render_page_pictures",
    "render_pictures",
    "reopen_release",
    "revoke_calendar_feeds",
    "revoke_draft_link",
    "roll_back_release",
    "setup_groups",
    "submit_form",
    "take_out_of_release",
    "tell_of_submission",
    "write_calendar",
]
