"""A small channel shares an index until it has grown."""

import pytest

from commerce.catalogue.tests.factories import make_product
from commerce.core.process_cache import forget_everything
from search.engines.choice import get_engine
from search.services.rebuilding import rebuild

pytestmark = pytest.mark.django_db


@pytest.mark.elasticsearch
@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_a_channel_that_has_grown_gets_an_index_of_its_own(channel, source, settings, find):
    settings.SEARCH_SHARED_BELOW = 2
    forget_everything()
    shared = []
    for title in ("Lamp", "Lamp in blue"):
        make_product(channel, title)
        rebuild(source=source)
        (generation,) = get_engine()._indices.generations(source.index)
        shared.append(generation.is_shared)

    assert shared == [True, False]
    assert len(find("lamp")) == 2
