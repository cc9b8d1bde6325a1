"""Countries that orders go to."""

from babel import Locale

from commerce.ordering.statements import FIND_COUNTRY
from commerce.oscar.address.models import Country


def ensure_country(code: str) -> Country:
    """Return the country of that ISO code, made on first use with its English name."""
    if (known := FIND_COUNTRY.first(code=code)) is not None:
        return known
    name = Locale("en").territories.get(code, code)
    country, _created = Country.objects.get_or_create(
        iso_3166_1_a2=code,
        defaults={"name": name, "printable_name": name, "is_shipping_country": True},
    )
    return country
