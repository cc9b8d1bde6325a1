"""The language model of the shop in wagtail-localize's editor: its button, and what it answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation, get_edit_url
from wagtail_localize.views import update_translations
from wagtail_localize.views.edit_translation import user_can_edit_instance

from cms.registry import find_website_translator
from cms.services.translating import Outcome, translate_strings
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError


class ShopTranslator(BaseMachineTranslator):
    """Tells wagtail-localize whether there is somebody to translate; who it is, the view below asks.

    Nobody asks it for strings without the page that they stand on.
    """

    display_name = gettext_lazy("a language model")

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        return source_locale != target_locale and find_website_translator() is not None


def offer_model_in_editor_alone() -> None:
    """Take the model out of *Sync translated pages*: many pages in one request are too much of it."""
    update_translations.get_machine_translator = lambda: None


@asking_outside
@require_POST
def translate_page(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have a model translate what nobody has, in the place of wagtail-localize's own view.

    That one knows no refusals and keeps nothing until all of a page is translated.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    row = translation.get_target_instance()
    if not user_can_edit_instance(request.user, row):
        raise PermissionDenied
    translate = find_website_translator()
    if translate is None:
        raise Http404
    tool = str(ShopTranslator.display_name)
    try:
        outcome = translate_strings(
            user=request.user, translation=translation, translate=translate, tool=tool
        )
    except DomainError as error:
        messages.error(request, error.detail)
    else:
        _tell(request, outcome)
    return redirect(get_valid_next_url_from_request(request) or get_edit_url(row))


def machine_urls() -> list[URLPattern]:
    """Return the address of wagtail-localize's view; whose comes first answers there."""
    return [
        path(
            "localize/translate/<int:translation_id>/machine_translate/",
            translate_page,
            name="cms_translate_page",
        )
    ]


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    done = ngettext(
        "%(count)d text was translated. Read it before you publish.",
        "%(count)d texts were translated. Read them before you publish.",
        outcome.done,
    ) % {"count": outcome.done}
    left = ngettext(
        "%(count)d text is not translated yet.",
        "%(count)d texts are not translated yet.",
        outcome.left,
    ) % {"count": outcome.left}
    if outcome.problem is not None:
        messages.warning(request, f"{done} {left} {outcome.problem.detail}")
    elif not outcome.done and not outcome.left:
        messages.warning(request, _("There is nothing left to translate."))
    elif not outcome.done:
        messages.warning(
            request, _("The model had no answer that can be used. Nothing was changed.")
        )
    elif outcome.left:
        again = _("Ask again for what is left, or translate it yourself.")
        messages.warning(request, f"{done} {left} {again}")
    else:
        messages.success(request, done)
