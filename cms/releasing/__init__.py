"""The kinds of things that a release can hold, as far as the website knows them."""

from cms.registry import register_release_kind

from .goods import OfferKind, PriceKind, VoucherKind
from .versions import BannerKind, MenuKind, PageKind, ReusableKind

# In the order of publishing: what others show comes before those that show it.
KINDS = (ReusableKind, PageKind, MenuKind, BannerKind, PriceKind, OfferKind, VoucherKind)


def register_kinds() -> None:
    """Let releases hold what editors write, and what is sold for less."""
    for kind in KINDS:
        register_release_kind(kind())
