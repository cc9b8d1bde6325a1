"""Pictures and documents as Wagtail's own scripts read them: those that the person may choose."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.authentication import SessionAuthentication
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

_ANY = ("add", "change", "delete", "choose")


def _chosen(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    policy = policy_registry.get_by_type(rows.model)
    own = policy.instances_user_has_any_permission_for(user, _ANY)
    return rows.filter(pk__in=own.order_by().values("pk"))


class OwnImagesViewSet(ImagesAdminAPIViewSet):
    """Wagtail's, which by itself tells of pictures in all collections."""

    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> QuerySet[Any]:
        return _chosen(super().get_queryset(), self.request.user)


class OwnDocumentsViewSet(DocumentsAdminAPIViewSet):
    """Wagtail's, which by itself tells of documents in all collections."""

    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> QuerySet[Any]:
        return _chosen(super().get_queryset(), self.request.user)


def tell_own_media(router: Any) -> None:
    """Take the place of Wagtail's own addresses."""
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)
