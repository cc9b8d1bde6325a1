"""Addresses that get no optional messages, and the way back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.models import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.notifications.models import Suppression
from commerce.notifications.services.suppressions import lift

LIFTABLE = frozenset({"view", "change"})


class LiftingPolicy(ModelPermissionPolicy):
    """Providers add rows, and lifting one keeps it: nobody adds or deletes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in LIFTABLE and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, LIFTABLE.intersection(actions))


register_permission_policy(Suppression, LiftingPolicy(Suppression))


class LiftingForm(WagtailAdminModelForm):
    lifted_because = forms.CharField(
        label=_("Why it gets messages again"), max_length=255, strip=True
    )


class LiftingView(EditView):
    """Saving lifts the suppression, in the name of who does it."""

    def save_instance(self) -> Suppression:
        because = self.form.cleaned_data["lifted_because"]
        return lift(suppression=self.object, actor=self.request.user, because=because)


class SuppressionViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Suppression
    icon = "warning"
    menu_label = _("Suppressed addresses")
    copy_view_enabled = False
    add_to_reference_index = False
    edit_view_class = LiftingView
    list_display = [
        "address",
        Column("reason", label=_("Reason"), accessor="get_reason_display"),
        Column("medium", label=_("Medium"), accessor="get_medium_display"),
        DateColumn("since", label=_("Since")),
        DateColumn("lifted_at", label=_("Lifted")),
    ]
    list_filter = ["reason", "medium"]
    search_fields = ["address"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "This address bounced, or its owner reported a letter as unwanted. It gets what"
                    " is mandatory only. Say why it may get the rest again, and save."
                ),
                heading="",
            ),
            FieldPanel("lifted_because"),
        ],
        base_form_class=LiftingForm,
    )
