"""Wagtail's preview is the storefront: a draft is kept for it, and the browser is sent there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseRedirect
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.userbar import Userbar

from cms import services
from cms.errors import PreviewNotFoundError
from cms.registry import previews
from cms.viewing import Viewing


def show_draft(request: HttpRequest, draft: Any, mode: str) -> HttpResponseRedirect:
    """Send the browser to where the storefront shows the draft, as the preview mode says."""
    user: Any = request.user

    def keep(viewing: Viewing) -> str:
        beside = _beside(request, draft)
        return services.keep_preview(user=user, draft=draft, viewing=viewing, beside=beside)

    return send_to_storefront(keep, mode)


def show_branding(request: HttpRequest, branding: Any, mode: str) -> HttpResponseRedirect:
    """Send the browser to where the storefront shows the home page in a branding that is typed."""
    user: Any = request.user

    def keep(viewing: Viewing) -> str:
        beside = _beside(request, branding)
        return services.keep_branding_preview(
            user=user, branding=branding, viewing=viewing, beside=beside
        )

    return send_to_storefront(keep, mode)


def send_to_storefront(keep: Callable[[Viewing], str], mode: str) -> HttpResponseRedirect:
    """Keep what is looked at as the preview mode says, and send the browser to where it is shown."""
    try:
        address = keep(Viewing.read(mode or ""))
    except ValueError as error:
        raise BadRequest("This is no preview mode.") from error
    except PreviewNotFoundError as error:
        raise Http404 from error
    answer = HttpResponseRedirect(address)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _beside(request: HttpRequest, draft: Any) -> dict[str, Any]:
    # In the panel never without the checker: it would wait ten seconds for the frame to be scrolled.
    in_panel = getattr(request, "in_preview_panel", False)
    edit_url = AdminURLFinder(request.user).get_edit_url(draft) if draft.pk else None
    return {
        "is_editing": True,
        "edit_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url) if edit_url else "",
        "checker": Userbar(object=draft).render_html({"request": request}) if in_panel else "",
    }


def previews_are_the_storefront() -> None:
    """Have drafts of pages, menus and banners shown there."""
    previews.server = show_draft
