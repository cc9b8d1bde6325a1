"""Redirects to paths of the shop, too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm

from cms.addresses import is_redirect_target
from cms.selectors import leads_in_circle


def validate_target(address: str) -> None:
    """Raise ValidationError unless visitors may be sent there."""
    if not is_redirect_target(address):
        raise ValidationError(
            _(
                "Enter a path of the shop such as /about, or an address such as https://example.com."
            ),
            code="unsafe_address",
        )


class TargetForm(RedirectForm):
    """Wagtail's form; its model takes full addresses only, readers can be sent to a path as well."""

    redirect_link = forms.CharField(
        label=_("Redirect to any address"),
        required=False,
        max_length=255,
        validators=[validate_target],
        help_text=_("A path of the shop such as /about, or an address elsewhere."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        old, new = self.cleaned_data.get("old_path"), self.cleaned_data.get("redirect_link")
        site = self.cleaned_data.get("site")
        if old and new and not self.cleaned_data.get("redirect_page"):
            site_id = site.pk if site else None
            if leads_in_circle(old=old, target=new, site_id=site_id, besides=self.instance.pk):
                self.add_error("redirect_link", _("Readers would be sent back to where they are."))
        return self.cleaned_data

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "redirect_link"}


def let_redirects_lead_to_paths() -> None:
    """Have Wagtail's pages, the import among them, use the form."""
    views.RedirectForm = TargetForm
    views.CreateView.form_class = views.EditView.form_class = TargetForm
