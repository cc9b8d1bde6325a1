from django.urls import path

from . import views

DOCUMENTS = "orders/<str:number>/documents"

urlpatterns = [
    path(f"{DOCUMENTS}/", views.DocumentsView.as_view()),
    path(f"{DOCUMENTS}/<str:document_id>/", views.DocumentView.as_view()),
    path(f"{DOCUMENTS}/<str:document_id>/xml/", views.DocumentXmlView.as_view()),
]
