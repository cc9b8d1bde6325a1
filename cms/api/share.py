"""The picture of a shared page, at a plain address, for whoever draws previews of links."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms import services
from cms.errors import ShareCardNotFoundError

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def share_picture(request: HttpRequest, card: str) -> HttpResponse:
    """Answer with a JPEG that may be kept for ever, as its address says all that is on it."""
    try:
        painted = services.get_share_picture(text=card)
    except ShareCardNotFoundError:
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    return HttpResponse(painted, content_type="image/jpeg", headers={"Cache-Control": FOR_EVER})
