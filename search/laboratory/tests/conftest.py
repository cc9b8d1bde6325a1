"""The shop and its people are those of the search's own tests."""

from search.tests.marketing.conftest import (  # noqa: F401
    back_office,
    engine,
    marketer,
    other_channel,
    shop,
    sku_of,
)
