"""No back-office form lets a value through that a constraint of its model refuses.

Django checks a constraint only where a form shows all of its fields. What a form does not show has
to be named by the model (`owner_fields`) or to come from the page around it, as in formsets.
"""

from collections.abc import Iterator

import pytest
from django.db.models import UniqueConstraint
from django.forms import ModelForm
from django.urls import URLPattern, URLResolver, get_resolver

BACK_OFFICES = ("commerce.", "cms.", "search.", "oscar.apps.dashboard.", "django.forms.widgets")
# The rows above, in formsets: Django puts the key of a formset's parent among the checked fields.
PARENTS = {
    "catalogue.AttributeOption": {"group"},
    "catalogue.ProductAttribute": {"product_class"},
    "catalogue.ProductCategory": {"product"},
    "catalogue.ProductRecommendation": {"primary"},
    "chatbot.AssistantText": {"assistant"},
    "notifications.AnnouncementText": {"announcement"},
    "partner.StockRecord": {"product"},
    "store_search.PlacedProduct": {"placement"},
    "shop.ProductListing": {"product", "channel"},
    "wagtailcore.WorkflowTask": {"workflow"},
}
# Decided by the page, never typed: no two rows can come from it.
SETTLED = {"translation_key", "locale"}


def load_pages(resolver: URLResolver) -> None:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.callback
        else:
            load_pages(pattern)


def model_forms(kind: type = ModelForm) -> Iterator[type]:
    for form in kind.__subclasses__():
        yield form
        yield from model_forms(form)


def unique_sets(model: type) -> Iterator[set[str]]:
    yield from (set(fields) for fields in model._meta.unique_together)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield set(constraint.fields)


def unchecked() -> list[str]:
    load_pages(get_resolver())
    found = []
    for form in model_forms():
        model = form._meta.model
        if model is None or not form.__module__.startswith(BACK_OFFICES):
            continue
        shown = set(form.base_fields)
        known = shown | PARENTS.get(model._meta.label, set())
        known |= set(getattr(model, "owner_fields", ())) | SETTLED
        found += [
            f"{form.__module__}.{form.__qualname__}: {sorted(fields - known)} of {sorted(fields)}"
            for fields in unique_sets(model)
            if fields & shown and fields - known
        ]
    return found


@pytest.mark.django_db
def test_every_form_can_check_every_constraint_of_its_model():
    assert unchecked() == []


@pytest.mark.django_db
def test_the_walk_sees_forms_that_have_constraints_of_tenants():
    seen = {form._meta.model._meta.label for form in model_forms() if form._meta.model}

    assert {"voucher.Voucher", "offer.ConditionalOffer", "catalogue.Product", "cms.Menu"} <= seen
