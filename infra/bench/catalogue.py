"""A catalogue of any size that looks like a home-goods store: the same rows for the same number."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commerce.exchange.enums import AttributeKind
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    OptionRow,
    PriceRow,
    ProductRow,
    Row,
    TranslationRow,
    VariantRow,
)

ROOMS = ("Living room", "Bedroom", "Kitchen", "Bathroom", "Hall", "Study", "Garden", "Nursery")
KINDS = ("Lamp", "Chair", "Table", "Rug", "Vase", "Shelf", "Mirror", "Basket", "Blanket", "Clock")
GERMAN_KINDS = (
    "Leuchte", "Stuhl", "Tisch", "Teppich", "Vase", "Regal", "Spiegel", "Korb", "Decke", "Uhr",
)  # fmt: skip
QUALITIES = (
    "Quiet",
    "Low",
    "Tall",
    "Round",
    "Woven",
    "Plain",
    "Heavy",
    "Folding",
    "Narrow",
    "Soft",
)
PLACES = ("Alder", "Birch", "Cove", "Dune", "Elm", "Fjord", "Glen", "Heath", "Inlet", "Juniper")
COLOURS = {
    "Moss": "#6b7a4b",
    "Clay": "#b4552d",
    "Ink": "#24352f",
    "Chalk": "#efeae0",
    "Rye": "#c9a66b",
}
MATERIALS = ("Oak", "Linen", "Stoneware", "Steel", "Wool", "Rattan")
BRANDS = tuple(f"Workshop {number:02}" for number in range(1, 31))
SIZES = ("S", "M", "L")
SENTENCE = "Made to be used every day, repaired when needed and handed on one day."
# Another number makes another database: change it with what the generator makes.
VERSION = 2
DOLLARS_PER_EURO = Decimal("1.15")


@dataclass(frozen=True)
class Catalogue:
    """Rows of a generated catalogue; iterating twice gives the same rows."""

    size: int
    seed: int = 1

    def __iter__(self) -> Iterator[Row]:
        yield from _definitions()
        chance = random.Random(self.seed)  # noqa: S311 repeatable, not secret
        for number in range(self.size):
            yield _product(number, chance)


def _definitions() -> Iterator[Row]:
    option = AttributeKind.OPTION
    yield AttributeRow(code="colour", name="Colour", kind=option, is_axis=True, is_facet=True)
    yield AttributeRow(code="size", name="Size", kind=option, is_axis=True, is_facet=True)
    yield AttributeRow(code="material", name="Material", kind=option, is_facet=True)
    yield AttributeRow(code="brand", name="Brand", kind=option, is_facet=True)
    for name, swatch in COLOURS.items():
        yield OptionRow(attribute="colour", label=name, swatch=swatch)


def _product(number: int, chance: random.Random) -> ProductRow:
    kind = chance.randrange(len(KINDS))
    name = f"{chance.choice(QUALITIES)} {chance.choice(PLACES)} {KINDS[kind]} {number}"
    room = chance.choice(ROOMS)
    variants = _variants(number, chance) if chance.random() < 0.7 else ()
    return ProductRow(
        sku=f"BENCH-{number}",
        name=name,
        product_class="Goods",
        categories=((room,), (room, f"{KINDS[kind]}s")),
        brand=chance.choice(BRANDS),
        summary=f"A {KINDS[kind].lower()} for the {room.lower()}.",
        description=f"<p>{' '.join([SENTENCE] * chance.randint(2, 8))}</p>",
        attributes=(AttributeValueRow("material", chance.choice(MATERIALS)),),
        prices=() if variants else _prices(chance),
        stock=0 if variants else _stock(chance),
        translations=(TranslationRow(locale="de", name=f"{GERMAN_KINDS[kind]} {number}"),),
        variants=variants,
    )


def _variants(number: int, chance: random.Random) -> tuple[VariantRow, ...]:
    choices = [(colour, size) for colour in COLOURS for size in SIZES]
    chosen = chance.sample(choices, chance.randint(2, 6))
    prices = _prices(chance)
    return tuple(
        VariantRow(
            sku=f"BENCH-{number}-{position}",
            attributes=(AttributeValueRow("colour", colour), AttributeValueRow("size", size)),
            prices=prices,
            stock=_stock(chance),
        )
        for position, (colour, size) in enumerate(chosen)
    )


def _stock(chance: random.Random) -> int:
    """Sold out, or enough that no measurement buys the last piece."""
    return 0 if chance.random() < 0.05 else chance.randint(2_000, 5_000)


def _prices(chance: random.Random) -> tuple[PriceRow, ...]:
    euros = Decimal(chance.randint(500, 90_000)) / 100
    before = euros * 2 if chance.random() < 0.1 else None
    dollars = (euros * DOLLARS_PER_EURO).quantize(Decimal("0.01"))
    return (PriceRow("EUR", euros, before), PriceRow("USD", dollars))
