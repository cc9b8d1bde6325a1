"""Oscar's storefront URL names, each a redirect to the storefront.

The dashboard's templates link to Oscar's own shop pages by name. Those pages are not mounted, the
storefront is a program of its own, so every name of the storefront apps answers with a redirect.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, path

STOREFRONT_APPS = ("catalogue", "basket", "checkout", "customer", "search", "offer", "wishlists")


def to_storefront(request: HttpRequest, **kwargs: str) -> HttpResponseRedirect:
    """Send a visitor of one of Oscar's shop pages to the same product, or to the storefront's home."""
    slug = kwargs.get("product_slug")
    return HttpResponseRedirect(
        f"{settings.STOREFRONT_URL}/products/{slug}" if slug else settings.STOREFRONT_URL
    )


def redirects(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """Yield a redirecting twin, same route and same name, of each pattern, namespaces included."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield URLPattern(pattern.pattern, to_storefront, pattern.default_args, pattern.name)
        else:
            children = list(redirects(pattern.url_patterns))
            yield URLResolver(
                pattern.pattern, children, app_name=pattern.app_name, namespace=pattern.namespace
            )


def _app_patterns(label: str) -> URLResolver:
    patterns, app_name, namespace = apps.get_app_config(label).urls  # type: ignore[attr-defined] # an OscarConfig
    return path(f"{label}/", include((list(redirects(patterns)), app_name), namespace))


urlpatterns = [_app_patterns(label) for label in STOREFRONT_APPS]
