from django.urls import path

from . import views

app_name = "content"
urlpatterns = [
    path("content/pages/", views.PageList.as_view(), name="pages"),
    path("content/page/", views.PageDetail.as_view(), name="page"),
    path("content/articles/", views.ArticleList.as_view(), name="articles"),
    path("content/menus/", views.Menus.as_view(), name="menus"),
    path("content/banners/", views.Banners.as_view(), name="banners"),
    path("content/draft/", views.Draft.as_view(), name="draft"),
]
