"""The shop's addresses and the view that everything is compared with."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from infra.bench.baseline import search_with_icontains
from infra.urls import urlpatterns as shop

TRIVIAL_PATH = "/bench/trivial/"
ICONTAINS_PATH = "/bench/icontains/"
PREPARED = [{"id": number, "name": f"Product {number}", "price": "12.30"} for number in range(24)]


def answer_at_once(_request: HttpRequest) -> JsonResponse:
    """The least a Django view can do for a list: 24 prepared dicts, no database."""
    return JsonResponse({"count": len(PREPARED), "results": PREPARED})


urlpatterns = [
    path(TRIVIAL_PATH.lstrip("/"), answer_at_once),
    path(ICONTAINS_PATH.lstrip("/"), search_with_icontains),
    *shop,
]
