from django.urls import path

from . import forms, missing, slots, views

app_name = "content"
urlpatterns = [
    path("content/pages/", views.PageList.as_view(), name="pages"),
    path("content/page/", views.PageDetail.as_view(), name="page"),
    path("content/articles/", views.ArticleList.as_view(), name="articles"),
    path("content/legal/<str:version_id>/", views.LegalVersionDetail.as_view(), name="legal"),
    path("content/missing/", missing.Missing.as_view(), name="missing"),
    path("content/segments/", slots.Segments.as_view(), name="segments"),
    path("content/slot-counts/", slots.SlotCounts.as_view(), name="slot-counts"),
    path("content/robots/", views.Robots.as_view(), name="robots"),
    path("content/places/", views.Places.as_view(), name="places"),
    path("content/menus/", views.Menus.as_view(), name="menus"),
    path("content/banners/", views.Banners.as_view(), name="banners"),
    path("content/forms/<str:form_id>/", forms.SubmitForm.as_view(), name="form"),
    path("content/forms/<str:form_id>/token/", forms.FormToken.as_view(), name="form-token"),
    path("content/draft/", views.Draft.as_view(), name="draft"),
]
