from django.urls import path

from . import events, pages, products, saved, suggestions

app_name = "search_api"
urlpatterns = [
    path("search/products/", products.ProductSearchView.as_view(), name="products"),
    path("search/filters/", products.SearchFiltersView.as_view(), name="filters"),
    path("search/suggestions/", suggestions.SuggestionsView.as_view(), name="suggestions"),
    path("search/pages/", pages.PageSearchView.as_view(), name="pages"),
    path("search/events/", events.SearchEventsView.as_view(), name="events"),
    path("search/saved/", saved.SavedSearchesView.as_view(), name="saved-list"),
    path("search/saved/<str:saved_id>/", saved.SavedSearchView.as_view(), name="saved"),
]
