"""The API of django-oscar-api, and beside it the list that a storefront's page of a category needs."""

from typing import Any

from django.apps import apps
from django.urls import include, path
from oscar.apps.partner.strategy import Selector  # noqa: TID251 the peer has no forks
from rest_framework.generics import ListAPIView
from rest_framework.serializers import BaseSerializer

OSCAR: Any = apps.get_app_config("oscar")


class CardSerializer(BaseSerializer[Any]):
    """Name, address, picture, price and availability: the package's own list has names only."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        strategy = self.context["strategy"]
        parent = instance.is_parent
        fetch = strategy.fetch_for_parent if parent else strategy.fetch_for_product
        offered, image = fetch(instance), instance.primary_image()
        return {
            "id": instance.pk,
            "title": instance.title,
            "slug": instance.slug,
            "image": image.original.url if hasattr(image, "pk") else None,
            "price": {"currency": offered.price.currency, "amount": str(offered.price.incl_tax)},
            "is_available": offered.availability.is_available_to_buy,
        }


class CategoryCards(ListAPIView[Any]):
    """The products of a category, the newest first, with what Oscar knows to read beforehand."""

    serializer_class = CardSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        strategy = Selector().strategy(request=self.request, user=self.request.user)
        return {**super().get_serializer_context(), "strategy": strategy}

    def get_queryset(self) -> Any:
        products = apps.get_model("catalogue", "Product").objects.browsable()
        listed = products.filter(categories__slug=self.kwargs["slug"]).order_by("-date_created")
        return listed.prefetch_related("images", "children__stockrecords", "stockrecords")


urlpatterns = [
    path("api/cards/<slug:slug>/", CategoryCards.as_view()),
    path("api/", include("oscarapi.urls")),
    path("", include(OSCAR.urls[0])),
]
