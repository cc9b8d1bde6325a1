"""Pictures and documents whose rights end or have ended, and where they are used."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from cms.models import HeronDocument, HeronImage
from cms.selectors import list_limited_files

File = HeronImage | HeronDocument


def state_of(file: File) -> Any:
    """Return whether the file may still be used, in words."""
    assert file.usable_until is not None  # noqa: S101 the report lists no others
    return _("Ended") if file.usable_until < timezone.localdate() else _("Valid")


class Uses(Column):
    """Leads to what shows the file."""

    cell_template_name = "cms/back_office/uses.html"

    def get_value(self, instance: Any) -> dict[str, Any]:
        return {"count": instance.uses, "url": instance.usage_url}


class RightsToFiles(ReportView):
    """Of one kind of file."""

    label: ClassVar[Any]
    edit_url_name: ClassVar[str]
    any_permission_required = ["change"]
    list_export = ["title", "usable_until", "rights_holder", "licence"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=self.label, url_name=self.edit_url_name),
            Column("usable_until", label=_("May be used until")),
            Column("state", label=_("Rights"), accessor=state_of),
            Column("rights_holder", label=_("Rights holder")),
            Column("licence", label=_("Licence")),
            Uses("uses", label=_("Used")),
        ]

    def get_queryset(self) -> Any:
        return list_limited_files(model=self.model, user=self.request.user)

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.model)


class RightsToPictures(RightsToFiles):
    model = HeronImage
    label = _("Picture")
    page_title = _("Rights to pictures")
    header_icon = "image"
    edit_url_name = "wagtailimages:edit"
    index_url_name = "cms_rights"
    index_results_url_name = "cms_rights_results"


class RightsToDocuments(RightsToFiles):
    model = HeronDocument
    label = _("Document")
    page_title = _("Rights to documents")
    header_icon = "doc-full-inverse"
    edit_url_name = "wagtaildocs:edit"
    index_url_name = "cms_document_rights"
    index_results_url_name = "cms_document_rights_results"


def rights_urls() -> list[URLPattern]:
    views = {"rights/": RightsToPictures, "document-rights/": RightsToDocuments}
    reports = [
        path(f"reports/{place}", view.as_view(), name=view.index_url_name)
        for place, view in views.items()
    ]
    results = [
        path(
            f"reports/{place}results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        )
        for place, view in views.items()
    ]
    return [*reports, *results]


class RightsItem(MenuItem):
    """Shown to who may change such files."""

    model: type[File]

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return bool(policy.user_has_permission(request.user, "change"))


class PictureRightsItem(RightsItem):
    model = HeronImage


class DocumentRightsItem(RightsItem):
    model = HeronDocument


def picture_rights_item() -> RightsItem:
    return PictureRightsItem(
        _("Rights to pictures"), reverse("cms_rights"), icon_name="image", order=860
    )


def document_rights_item() -> RightsItem:
    return DocumentRightsItem(
        _("Rights to documents"),
        reverse("cms_document_rights"),
        icon_name="doc-full-inverse",
        order=861,
    )
