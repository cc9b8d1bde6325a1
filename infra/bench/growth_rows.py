"""The products of a grown catalogue, as the rows that their documents are made of.

Product `n` of a seed is always the same. Brands, colours and series follow Zipf's law, prices a
log-normal distribution around the median of their kind, ratings a bell curve around four stars.
Half of the products are hardly ever sold, one in ten more than five thousand times.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, product

from commerce.catalogue.documents.rows import (
    ListingRow,
    PriceRow,
    ProductRow,
    RatingRow,
    Rows,
    StockRow,
    TextRow,
)
from commerce.catalogue.documents.values import ValueRow
from commerce.core.codes import code_of
from infra.bench.growth_words import (
    ADJECTIVES,
    COLOURS,
    FIRST_SYLLABLES,
    KINDS,
    LAST_SYLLABLES,
    OPENINGS,
    REMARKS,
    STYLES,
    TRADES,
    Kind,
)

# Keys of grown products begin here, far above those of products that were made otherwise.
FIRST_KEY = 1_000_000_000
# Products that share a source of chance: the later ones of a block depend on the earlier ones.
BLOCK = 500
MOST_VARIANTS = 6
MOST_SOLD = 20_000
# The day on which the youngest grown product was published, and the age of the oldest one.
TODAY = datetime(2026, 11, 1, 9, tzinfo=UTC)
OLDEST = timedelta(days=1_500)

EMPTY = ValueRow(0, 0, *(None,) * 8)

SERIES = tuple(f"{first}{last}" for last, first in product(LAST_SYLLABLES, FIRST_SYLLABLES))
BRANDS = tuple(f"{name} {trade}" for trade, name in product(TRADES, SERIES[::18]))


@dataclass(frozen=True)
class Zipf:
    """Chooses among things of which the first is the most common: 1 / rank ** exponent."""

    choices: Sequence[str]
    exponent: float
    totals: list[float] = field(init=False)

    def __post_init__(self) -> None:
        weights = (1 / rank**self.exponent for rank in range(1, len(self.choices) + 1))
        object.__setattr__(self, "totals", list(accumulate(weights)))

    def choose(self, chance: random.Random) -> str:
        return self.choices[bisect(self.totals, chance.random() * self.totals[-1])]


SOME_SERIES, SOME_BRAND = Zipf(SERIES, 0.7), Zipf(BRANDS, 1.0)
SOME_COLOUR, SOME_ADJECTIVE = Zipf(tuple(COLOURS), 0.6), Zipf(ADJECTIVES, 0.5)
SOME_STYLE = Zipf(STYLES, 0.4)


@dataclass(frozen=True)
class Words:
    """The keys of the words that products are made of, by what they are called."""

    product_class: int
    attributes: dict[str, int]
    options: dict[tuple[str, str], int]
    categories: dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Market:
    """Where grown products are sold, and by whom."""

    channel_id: int
    currencies: tuple[str, ...]
    sellers: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Products with everything their documents are made of, and how often each was sold."""

    rows: Rows
    sold: dict[int, int]


def make_block(*, first: int, last: int, seed: int, market: Market, words: Words) -> Block:
    """Return the products from `first` to the one before `last`; both lie in one block."""
    number = first // BLOCK
    maker = _Maker(random.Random(f"{seed}/{number}"), seed, market, words)  # noqa: S311 no secret
    for each in range(number * BLOCK, last):
        maker.add(each)
    return maker.block(first)


class _Maker:
    """Fills the rows of one block, product by product."""

    def __init__(self, chance: random.Random, seed: int, market: Market, words: Words) -> None:
        self.chance, self.seed, self.market, self.words = chance, seed, market, words
        self.rows = Rows(*({} for _field in Rows.__dataclass_fields__))
        self.sold: dict[int, int] = {}

    def block(self, first: int) -> Block:
        """Return what was made, without the products before `first`."""
        products = self.rows.products.items()
        wanted = {key: row for key, row in products if key >= FIRST_KEY + first}
        return Block(replace(self.rows, products=wanted), self.sold)

    def add(self, number: int) -> None:
        chance, key = self.chance, FIRST_KEY + number
        kind = chance.choice(KINDS)
        material, series = chance.choice(kind.materials), SOME_SERIES.choose(chance)
        adjective = SOME_ADJECTIVE.choose(chance)
        name = f"{adjective} {series} {material} {kind.noun}"
        choices = self._choices(kind)
        self.rows.products[key] = self._product(key, name, kind, material, len(choices))
        self.rows.texts[key] = {"de": _german(key, f"{kind.german} {series}", number)}
        self.rows.listings[key] = [self._listing(key)]
        width = chance.randint(*kind.widths)
        self.rows.values[key] = self._values(key, material, SOME_STYLE.choose(chance), width)
        path = (kind.department, kind.plural, f"{material} {kind.plural.lower()}")
        self.rows.categories[key] = [self.words.categories[path]]
        self._add_popularity(key)
        self._add_variants(key, kind.price, choices)

    def _product(self, key: int, name: str, kind: Kind, material: str, variants: int) -> ProductRow:
        return ProductRow(
            id=key,
            public_id=self._public_id("prod", key),
            parent_id=None,
            structure="parent" if variants > 1 else "standalone",
            title=name,
            slug=f"{code_of(name)}-{key - FIRST_KEY}",
            summary=f"Made of {material.lower()}, from our {kind.department.lower()} range.",
            description=self._description(),
            meta_title="",
            meta_description="",
            product_class_id=self.words.product_class,
            upc=self._barcode(key) if variants == 1 else None,
        )

    def _description(self) -> str:
        """20 to 60 words."""
        remarks = self.chance.sample(REMARKS, self.chance.randint(2, 4))
        return f"<p>{self.chance.choice(OPENINGS)} {' '.join(remarks)}</p>"

    def _choices(self, kind: Kind) -> list[tuple[str, str | None]]:
        """Return different pairs of colour and size; half of the products have one only."""
        chance = self.chance
        count = 1 if chance.random() < 0.5 else chance.randint(2, MOST_VARIANTS)
        sizes = kind.sizes or (None,)
        pairs = ((SOME_COLOUR.choose(chance), chance.choice(sizes)) for _ in range(count))
        return list(dict.fromkeys(pairs))

    def _listing(self, key: int) -> ListingRow:
        age = OLDEST * self.chance.random() ** 2
        published_at = (TODAY - age).replace(microsecond=0)
        is_featured = self.chance.random() < 0.01
        return ListingRow(key, self.market.channel_id, published_at, is_featured, 1_000)

    def _values(self, key: int, material: str, style: str, width: int) -> list[ValueRow]:
        return [
            self._option(key, "brand", SOME_BRAND.choose(self.chance)),
            self._option(key, "material", material),
            self._option(key, "style", style),
            EMPTY._replace(
                product_id=key, attribute_id=self.words.attributes["width"], integer=width
            ),
        ]

    def _option(self, key: int, code: str, label: str) -> ValueRow:
        attribute_id, option_id = self.words.attributes[code], self.words.options[code, label]
        return EMPTY._replace(product_id=key, attribute_id=attribute_id, option_id=option_id)

    def _add_popularity(self, key: int) -> None:
        rank = self.chance.random()
        self.sold[key] = int(MOST_SOLD * rank**12)
        reviews = self.sold[key] // 40
        if reviews:
            average = min(5.0, max(1.0, self.chance.gauss(4.1, 0.5)))
            self.rows.ratings[key] = RatingRow(key, average, reviews)

    def _add_variants(
        self, key: int, median: float, choices: Sequence[tuple[str, str | None]]
    ) -> None:
        price = median * self.chance.lognormvariate(0, 0.5)
        seller = self.chance.choice(self.market.sellers)
        if len(choices) > 1:
            self.rows.children[key] = []
        for position, (colour, size) in enumerate(choices):
            own = key * MOST_VARIANTS + position if len(choices) > 1 else key
            if own != key:
                self.rows.children[key].append(self._variant(own, key))
            values = self.rows.values.setdefault(own, [])
            values.append(self._option(own, "colour", colour))
            if size is not None:
                values.append(self._option(own, "size", size))
            self._add_stock(own, f"G{key - FIRST_KEY}-{position}", price, seller)

    def _variant(self, key: int, parent: int) -> ProductRow:
        return ProductRow(
            id=key,
            public_id=self._public_id("var", key),
            parent_id=parent,
            structure="child",
            title="",
            slug="",
            summary="",
            description="",
            meta_title="",
            meta_description="",
            product_class_id=None,
            upc=self._barcode(key),
        )

    def _add_stock(self, key: int, sku: str, price: float, seller: str) -> None:
        chance = self.chance
        left = 0 if chance.random() < 0.08 else chance.randint(1, 400)
        self.rows.stock[key] = [StockRow(key, key, sku, left, 0, 0, seller, None)]
        amount = Decimal(max(100, round(price * chance.uniform(0.95, 1.15) * 100))) / 100
        before = None
        if chance.random() < 0.12:
            before = (amount * Decimal(chance.randint(105, 180)) / 100).quantize(Decimal("0.01"))
        cost = (amount * Decimal(chance.randint(30, 80)) / 100).quantize(Decimal("0.01"))
        self.rows.prices[key] = [
            PriceRow(key, self.market.channel_id, currency, amount, before, cost)
            for currency in self.market.currencies
        ]

    def _public_id(self, prefix: str, key: int) -> str:
        """An id like those of other products, but the same each time. Real ones begin with 01."""
        return f"{prefix}_{self.seed:06}{key:020}"

    def _barcode(self, key: int) -> str:
        """An EAN of the range for use inside of shops, with its check digit."""
        digits = f"2{key % 10**11:011}"
        weighted = sum(int(digit) * (3 if odd else 1) for odd, digit in _numbered(digits))
        return f"{digits}{-weighted % 10}"


def _numbered(digits: str) -> Iterator[tuple[int, str]]:
    return ((index % 2, digit) for index, digit in enumerate(digits))


def _german(key: int, name: str, number: int) -> TextRow:
    return TextRow(key, "de", name, f"{code_of(name)}-{number}", "", "", "", "")
