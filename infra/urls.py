"""Where everything meets: API, back offices, media, and stubs for Oscar's storefront names."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api.share import share_picture
from cms.back_office.planned import calendar_feed
from commerce.accounts.forms import DashboardLoginForm
from commerce.core.api import errors
from commerce.notifications.api.one_click import unsubscribe_view
from commerce.notifications.back_office.bell import dashboard_notices
from search.api.stopping import stop_saved_search_view

from . import oscar_stubs
from .media import serve_media

dashboard: Any = apps.get_app_config("dashboard")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="dashboard:index"), name="home"),
    path("api/", include("infra.api")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("django-admin/", admin.site.urls),
    # Before Oscar's own, whose name it keeps: the same page with our form.
    path("dashboard/login/", dashboard.login_view.as_view(authentication_form=DashboardLoginForm)),
    path(
        "dashboard/notices/",
        dashboard_notices,
        {"frame": "dashboard"},
        name="dashboard-notices",
    ),
    path("dashboard/copilot/", include("chatbot.back_office.copilot.urls")),
    path("dashboard/", dashboard.urls),
    path("storefront/", include(oscar_stubs)),
    path("unsubscribe/<str:token>/", unsubscribe_view, name="unsubscribe"),
    path("share/<str:card>.jpg", share_picture, name="share-picture"),
    path("planned/<str:token>.ics", calendar_feed, name="planned-calendar"),
    path("saved-searches/<str:token>/", stop_saved_search_view, name="stop-saved-search"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(r"^media/(?P<path>.*)$", serve_media, {"document_root": settings.MEDIA_ROOT}),
    ]

handler400 = errors.handler400
handler403 = errors.handler403
handler404 = errors.handler404
handler500 = errors.handler500
