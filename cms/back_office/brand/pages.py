"""The pages of a branding: marketers change it, nobody adds or removes it here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.back_office.previewing import show_branding
from commerce.tenancy import services as tenancy
from commerce.tenancy.selectors import own_channels

from .contrasts import PAIRS, describe, ratio_of
from .forms import Branding, BrandingForm, translated_names


class ChangeOnlyPolicy(ModelPermissionPolicy):
    """Each channel has exactly one branding; it comes and goes with its channel."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        is_possible = action in ("change", "view")
        return is_possible and super().user_has_permission(user, action)


class BrandingIndexView(IndexView):
    """The brandings of the channels at work."""

    def get_base_queryset(self) -> QuerySet[Any]:
        own: QuerySet[Any] = Branding.objects.filter(channel__in=own_channels())
        return own.select_related("channel")


class BrandingEditView(EditView):
    def save_instance(self) -> Model:
        return tenancy.update_branding(branding=self.form.save(commit=False))

    def get_side_panels(self) -> MediaContainer:
        """The shop as it would look, beside the form."""
        address = reverse("branding:preview", args=[self.object.pk])
        panel = PreviewSidePanel(self.object, self.request, preview_url=address)
        return MediaContainer([*super().get_side_panels(), panel])


class BrandingPreview(PreviewOnEdit):
    """What is typed, before it is saved; Wagtail keeps no uploaded files for it."""

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if form.is_bound and not self.validate_form(form):
            answer: HttpResponseBase = self.error_response()
            return answer
        branding = form.save(commit=False) if form.is_bound else self.object
        for name, value in self.get_extra_request_attrs().items():
            setattr(request, name, value)
        return show_branding(request, branding, request.GET.get("mode", ""))


class ContrastPanel(Panel):
    """How well the saved colours can be read on each other."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/back_office/contrasts.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            colours = {
                name: getattr(self.instance, name) for pair in PAIRS for name in pair_of(pair)
            }
            ratios = [(pair, ratio_of(pair, colours)) for pair in PAIRS]
            context["sentences"] = [describe(pair, ratio) for pair, ratio in ratios if ratio]
            return context


def pair_of(pair: Any) -> tuple[str, str]:
    return pair.colour, pair.ground


def colour_panel(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.TextInput({"type": "color"}))


class BrandingViewSet(ModelViewSet):
    model = Branding
    icon = "desktop"
    menu_label = _("Shop and brand")
    menu_order = 900
    add_to_admin_menu = True
    index_view_class = BrandingIndexView
    edit_view_class = BrandingEditView
    copy_view_enabled = False
    list_display = ["name", "channel", "tagline", "support_email"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=_("Shown in the header, in titles and in e-mails.")),
            FieldPanel("tagline", help_text=_("Half a sentence below the name.")),
            MultiFieldPanel(
                [FieldPanel(name) for name in translated_names()], heading=_("Further languages")
            ),
            FieldPanel("tells_lowest_price"),
            FieldPanel("support_email", help_text=_("Where customers write to.")),
            FieldPanel(
                "bank_account",
                help_text=_("Holder, IBAN and BIC: told to customers who pay by bank transfer."),
            ),
            MultiFieldPanel([FieldPanel("logo"), FieldPanel("favicon")], heading=_("Signs")),
            MultiFieldPanel(
                [
                    FieldRowPanel([colour_panel("primary_colour"), colour_panel("accent_colour")]),
                    FieldRowPanel(
                        [colour_panel("background_colour"), colour_panel("surface_colour")]
                    ),
                    colour_panel("text_colour"),
                    FieldPanel("has_dark_variant"),
                    FieldRowPanel(
                        [colour_panel("dark_background_colour"), colour_panel("dark_text_colour")]
                    ),
                    ContrastPanel(heading=_("How well it can be read")),
                ],
                heading=_("Look"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("heading_font"), FieldPanel("text_font")]),
                    FieldPanel("font_file"),
                ],
                heading=_("Writing"),
            ),
            FieldRowPanel(
                [FieldPanel("corners"), FieldPanel("density")], heading=_("Corners and space")
            ),
        ],
        base_form_class=BrandingForm,
    )

    @cached_property
    def preview_view(self) -> Any:
        form_class = self.get_form_class(for_update=True)
        return BrandingPreview.as_view(
            model=Branding, form_class=form_class, permission_policy=self.permission_policy
        )

    def get_urlpatterns(self) -> list[Any]:
        place = path("edit/<int:pk>/preview/", self.preview_view, name="preview")
        return [*super().get_urlpatterns(), place]


register_permission_policy(Branding, ChangeOnlyPolicy(Branding))
