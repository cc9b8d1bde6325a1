"""Everything under /api/: version one, its contract, and its documentation pages."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView

from commerce.core.api.errors import ProblemNotFound

urlpatterns = [
    path("v1/", include("infra.api_v1")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(), name="swagger-ui"),
    path("redoc/", SpectacularRedocView.as_view(), name="redoc"),
    re_path("", ProblemNotFound.as_view()),
]
