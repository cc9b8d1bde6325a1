"""Redirects to paths of the shop, too."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm

from cms.addresses import is_redirect_target
from cms.blocks.choosers import CategoryChooser, ProductChooser
from cms.models import RedirectGoal
from cms.selectors import leads_in_circle
from commerce.oscar.catalogue.models import Category, Product
from commerce.tenancy.selectors import current_tenant_id

from .own_sites import choose_own_site


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

    product = forms.ModelChoiceField(
        label=_("Redirect to a product"),
        queryset=Product.objects.none(),
        required=False,
        widget=ProductChooser,
        help_text=_("Wherever it is then: its address may change."),
    )
    category = forms.ModelChoiceField(
        label=_("Redirect to a category"),
        queryset=Category.objects.none(),
        required=False,
        widget=CategoryChooser,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        goal = RedirectGoal.objects.filter(redirect=getattr(options.get("instance"), "pk", None))
        if row := goal.first():
            goods = {"product": row.product_id, "category": row.category_id}
            options["initial"] = {**goods, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        choose_own_site(self.fields["site"])
        tenant = current_tenant_id()
        self.fields["product"].queryset = Product.objects.filter(tenant=tenant, parent=None)
        self.fields["category"].queryset = Category.objects.filter(tenant=tenant)

    def save(self, commit: bool = True) -> Any:
        """Save the redirect with the goods that it leads to."""
        saved = super().save(commit)
        if commit:
            goods = {name: self.cleaned_data.get(name) for name in ("product", "category")}
            if any(goods.values()):
                RedirectGoal.objects.update_or_create(redirect=saved, defaults=goods)
            else:
                RedirectGoal.objects.filter(redirect=saved).delete()
        return saved

    def clean(self) -> dict[str, Any]:
        super().clean()
        targets = ("redirect_page", "redirect_link", "product", "category")
        if sum(bool(self.cleaned_data.get(name)) for name in targets) > 1:
            self.add_error(None, _("A redirect leads to one place."))
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
    """Have Wagtail's pages, the import among them, use the form; the list says how often each is used."""
    views.RedirectForm = TargetForm
    views.CreateView.form_class = views.EditView.form_class = TargetForm
    views.CreateView.get_initial = _initial
    views.IndexView.columns = [
        *(_GoalColumn(**_TARGET) if is_target(one) else one for one in views.IndexView.columns),
        Column("uses", label=_("Times used"), accessor=_uses),
    ]


_TARGET: Final = {"name": "redirect_page", "label": _("To"), "width": "30%"}


def is_target(column: Column) -> bool:
    return isinstance(column, views.RedirectTargetColumn)


class _GoalColumn(views.RedirectTargetColumn):
    """Wagtail's, which knows of products and categories."""

    def get_value(self, instance: Any) -> Any:
        goal = getattr(instance, "goal", None)
        return str(goal) if goal else super().get_value(instance)


def _uses(redirect: Any) -> int:
    use = getattr(redirect, "use", None)
    return use.count if use else 0


def _initial(view: Any) -> dict[str, Any]:
    """What the report of missing addresses fills in; the form checks it like anything typed."""
    asked = view.request.GET
    return {name: asked[name] for name in ("old_path", "site") if name in asked}
