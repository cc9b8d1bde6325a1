"""An assistant's settings in Wagtail, with a preview beside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.viewsets.model import ModelViewSet

from chatbot.answering.speaking.voices import NO_MODEL, list_choices
from chatbot.models import Assistant
from chatbot.registry import list_offered
from chatbot.selectors.retention import USUAL_DAYS
from commerce.core.conflicts import asking_outside
from commerce.tenancy.selectors import list_own_channels

from .forms import language_name
from .knowledge import note
from .preview import preview
from .telling import ToldCreateView, ToldDeleteView, ToldEditView

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

# What tools do, for people; one that is not here goes by its name.
TOOLS: Final = {
    "add_to_cart": _("Put things into the cart"),
    "apply_voucher": _("Redeem a voucher"),
    "change_cart": _("Change and empty the cart"),
    "compare_products": _("Compare products"),
    "find_answers": _("Read the questions and answers of the shop"),
    "find_pages": _("Read the pages of the shop"),
    "hand_over": _("Name the page where people are reached"),
    "latest_order": _("Look up the latest order of who is signed in"),
    "list_variants": _("List the variants of a product"),
    "offer_cancellation": _("Offer a button that cancels an order"),
    "offer_return": _("Tell what of an order can be sent back"),
    "order_status": _("Look up an order by its number"),
    "product": _("Read a product"),
    "read_cart": _("Read the cart"),
    "remove_voucher": _("Take a voucher out of the cart"),
    "search_products": _("Search for products"),
    "shipping_options": _("Read the ways to send a cart"),
    "similar_products": _("Find similar products"),
}
USUAL: Final = _("As in the integrations")
NONE: Final = _("No model")


def _channels() -> QuerySet[Channel]:
    return list_own_channels()


def _languages() -> list[tuple[str, str]]:
    spoken = sorted({locale for channel in _channels() for locale in channel.locales})
    return [("", "---------"), *((code, language_name(code)) for code in spoken)]


class AssistantForm(WagtailAdminModelForm):
    """What one of the tenant's channels decides, in the languages it speaks."""

    withheld_tools = forms.MultipleChoiceField(
        label=_("What a model may not do"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(tool.name, TOOLS.get(tool.name, tool.name)) for tool in list_offered()],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        texts = type(self).formsets["texts"].form
        texts.base_fields["locale"] = forms.ChoiceField(label=_("Language"), choices=_languages)
        super().__init__(*args, **options)
        channels = _channels()
        self.fields["channel"].queryset = channels
        if len(channels) == 1:
            self.fields["channel"].initial = channels[0].pk
        if "kept_days" in self.fields:
            self.fields["kept_days"].required = False
        self._offer_models(dict(each for channel in channels for each in list_choices(channel)))

    def clean_kept_days(self) -> int:
        """What is left empty is as it comes."""
        return self.cleaned_data["kept_days"] or USUAL_DAYS

    @property
    def languages(self) -> list[tuple[str, str]]:
        """What the tenant's channels speak."""
        return _languages()[1:]

    def _offer_models(self, known: dict[str, str]) -> None:
        """What was chosen stays choosable while its provider is not in use."""
        for name, more in (("model", [(NO_MODEL, NONE)]), ("fallback", [])):
            if name not in self.fields:
                continue
            old, kept = self.fields[name], getattr(self.instance, name)
            choices = {"": USUAL, **dict(more), **known}
            if kept:
                choices.setdefault(kept, kept)
            self.fields[name] = forms.ChoiceField(
                label=old.label,
                help_text=old.help_text,
                required=False,
                choices=list(choices.items()),
            )


class AssistantViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Assistant
    icon = "comment"
    menu_label = _("Settings")
    add_view_class = ToldCreateView
    edit_view_class = ToldEditView
    delete_view_class = ToldDeleteView
    create_template_name = "chatbot/assistant/create.html"
    edit_template_name = "chatbot/assistant/edit.html"
    copy_view_enabled = False
    list_display = ["channel", "name", "is_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("is_on")]),
            InlinePanel(
                "texts",
                [FieldPanel("locale"), FieldPanel("welcome"), FieldPanel("questions")],
                label=_("Text"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("model"), FieldPanel("fallback")]),
                    FieldRowPanel([FieldPanel("day_budget"), FieldPanel("conversation_budget")]),
                    FieldPanel("tone"),
                    FieldPanel("banned_words"),
                    FieldPanel("withheld_tools"),
                    FieldPanel("sends_personal_data"),
                ],
                heading=_("Language model"),
            ),
            MultiFieldPanel(
                [
                    PageChooserPanel("contact_page"),
                    note(_("When somebody answers is what the channel's desk says.")),
                ],
                heading=_("People"),
            ),
            FieldPanel("kept_days"),
        ],
        base_form_class=AssistantForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        @asking_outside
        def view(request: Any) -> Any:
            return preview(request, self.get_form_class(for_update=True), self.permission_policy)

        return [*super().get_urlpatterns(), path("preview/", view, name="preview")]
