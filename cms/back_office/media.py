"""Bulk actions of the media library: each shows what it would do before it does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from cms import selectors, services
from cms.models import HeronDocument, HeronImage
from cms.models.rights import RIGHTS
from cms.services import PictureWishes, RightsWishes

MOST_AT_ONCE: Final = 500
_NAMES = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
_FIELDS: Any = HeronImage._meta
_EMPTIED = [(name, _FIELDS.get_field(name).verbose_name) for name in RIGHTS]
_DECORATIVE: Final = {"": None, "yes": True, "no": False}


class RightsForm(forms.Form):
    """What is left empty stays as it is."""

    asked: ClassVar[tuple[str, ...]] = (*RIGHTS, "emptied")

    rights_holder = forms.CharField(
        label=gettext_lazy("Rights holder"), max_length=255, required=False
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=255, required=False)
    usable_until = forms.DateField(
        label=gettext_lazy("May be used until"), required=False, widget=AdminDateInput
    )
    emptied = forms.MultipleChoiceField(
        label=gettext_lazy("Take out"),
        choices=_EMPTIED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in self.asked):
            raise forms.ValidationError(_("Say what shall change."))
        return values

    @property
    def wishes(self) -> RightsWishes:
        return RightsWishes(**self.cleaned_data)


class PicturesForm(RightsForm):
    """Of pictures, which also say what is seen."""

    asked = (*RightsForm.asked, "is_decorative", "words")

    is_decorative = forms.ChoiceField(
        label=gettext_lazy("Decorative"),
        required=False,
        choices=[
            ("", gettext_lazy("As it is")),
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("What is seen"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("The same words for all of them, such as of a series."),
    )
    locale = forms.ChoiceField(label=gettext_lazy("Language of these words"), required=False)
    is_rewriting = forms.BooleanField(
        label=gettext_lazy("Also where there are words already"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = selectors.picture_languages()
        self.fields["locale"].choices = [(code, _NAMES.get(code, code)) for code in languages]  # type: ignore[attr-defined]

    @property
    def wishes(self) -> PictureWishes:
        values = self.cleaned_data
        return PictureWishes(**{**values, "is_decorative": _DECORATIVE[values["is_decorative"]]})


class ChangesOfMany:
    """Mixed into bulk actions: a look comes first, and very many are done in several turns."""

    request: Any
    cleaned_form: Any
    left = 0

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        rows, refused = super().get_actionable_objects()  # type: ignore[misc]
        self.left = max(0, len(rows) - MOST_AT_ONCE)
        return rows[:MOST_AT_ONCE], refused

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirmed" in self.request.POST:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            return answer
        context = self.get_context_data(form=form)
        return self.render_to_response({**context, **self.look(form, context)})  # type: ignore[attr-defined]

    def look(self, form: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the template shows before anything happens."""
        raise NotImplementedError

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc]
        return {**context, "left": self.left, "heading": self.aria_label}  # type: ignore[attr-defined]

    def message(self, text: str) -> str:
        if not self.left:
            return text
        more = _("Still to do: %(number)d. Choose them again.") % {"number": self.left}
        return f"{text} {more}"


class ChangePictures(ChangesOfMany, ImageBulkAction):
    display_name = gettext_lazy("Rights and words")
    action_type = "change_many"
    aria_label = gettext_lazy("Change rights and words of the selected images")
    template_name = "cms/back_office/media_change.html"
    action_priority = 25
    form_class = PicturesForm

    def check_perm(self, image: HeronImage) -> bool:
        may: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", image
        )
        return may

    def look(self, form: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        pictures = [each["item"] for each in context["items"]]
        return {"planned": services.plan_pictures(pictures=pictures, wishes=form.wishes)}

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "edit_url_name": "wagtailimages:edit"}

    def get_execution_context(self) -> dict[str, Any]:
        return {"wishes": self.cleaned_form.wishes}

    @classmethod
    def execute_action(
        cls, objects: Sequence[HeronImage], wishes: Any = None, **_given: Any
    ) -> tuple[int, int]:
        return services.change_pictures(pictures=objects, wishes=wishes), 0

    def get_success_message(self, changed: int, _below: int) -> str:
        return self.message(_("Changed pictures: %(number)d.") % {"number": changed})


class ChangeDocuments(ChangesOfMany, DocumentBulkAction):
    models = [HeronDocument]
    display_name = gettext_lazy("Rights")
    action_type = "change_many"
    aria_label = gettext_lazy("Change rights to the selected documents")
    template_name = "cms/back_office/media_change.html"
    action_priority = 25
    form_class = RightsForm

    def check_perm(self, document: HeronDocument) -> bool:
        may: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", document
        )
        return may

    def look(self, form: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        documents = [each["item"] for each in context["items"]]
        return {"planned": services.plan_documents(documents=documents, wishes=form.wishes)}

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "edit_url_name": "wagtaildocs:edit"}

    def get_execution_context(self) -> dict[str, Any]:
        return {"wishes": self.cleaned_form.wishes}

    @classmethod
    def execute_action(
        cls, objects: Sequence[HeronDocument], wishes: Any = None, **_given: Any
    ) -> tuple[int, int]:
        return services.change_documents(documents=objects, wishes=wishes), 0

    def get_success_message(self, changed: int, _below: int) -> str:
        return self.message(_("Changed documents: %(number)d.") % {"number": changed})


class DeletesUnused(ChangesOfMany):
    """Mixed into bulk actions that delete what nothing uses, and keep the rest."""

    display_name = gettext_lazy("Delete unused")
    action_type = "delete_unused"
    template_name = "cms/back_office/media_unused.html"
    action_priority = 95
    classes = {"serious"}
    permission_policy: Any

    def check_perm(self, row: Any) -> bool:
        may: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, "delete", row
        )
        return may

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context = super().get_context_data(**given)
        rows = [each["item"] for each in context["items"]]
        used = selectors.count_uses(rows=rows)
        return {
            **context,
            "unused": [row for row in rows if row.pk not in used],
            "used": [(row, used[row.pk]) for row in rows if row.pk in used],
        }

    def look(self, form: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **_given: Any) -> tuple[int, int]:
        return services.delete_unused(rows=objects), 0

    def get_success_message(self, deleted: int, _below: int) -> str:
        return self.message(_("Deleted files: %(number)d.") % {"number": deleted})


class DeleteUnusedPictures(DeletesUnused, ImageBulkAction):
    aria_label = gettext_lazy("Delete those of the selected images that nothing uses")


class DeleteUnusedDocuments(DeletesUnused, DocumentBulkAction):
    models = [HeronDocument]
    aria_label = gettext_lazy("Delete those of the selected documents that nothing uses")


MEDIA_ACTIONS = (
    *(ChangePictures, ChangeDocuments),
    *(DeleteUnusedPictures, DeleteUnusedDocuments),
)
