from django.urls import path

from . import views

app_name = "search_api"
urlpatterns = [
    path("search/products/", views.ProductSearchView.as_view(), name="products"),
    path("search/filters/", views.SearchFiltersView.as_view(), name="filters"),
    path("search/suggestions/", views.SuggestionsView.as_view(), name="suggestions"),
    path("search/pages/", views.PageSearchView.as_view(), name="pages"),
    path("search/events/", views.SearchEventsView.as_view(), name="events"),
    path("search/saved/", views.SavedSearchesView.as_view(), name="saved-list"),
    path("search/saved/<str:saved_id>/", views.SavedSearchView.as_view(), name="saved"),
]
