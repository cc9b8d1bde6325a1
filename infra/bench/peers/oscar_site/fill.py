"""Fills the peer's database with the catalogue that Heron has: one JSON object per line of a file.

Runs in the peer's environment, after its migrations: `fill ROWS GOODS`. What the measurement asks
for is written to the second file.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import django
from django.apps import apps

BATCH = 1_000
COUNTRY = {"iso_3166_1_a2": "DE", "iso_3166_1_a3": "DEU", "printable_name": "Germany"}


def main(source: Path, goods: Path) -> None:
    django.setup()
    rows = [json.loads(line) for line in source.read_text().splitlines()]
    apps.get_model("address", "Country").objects.get_or_create(
        **COUNTRY, name="Germany", iso_3166_1_numeric="276", is_shipping_country=True
    )
    kind = _model("ProductClass").objects.create(name="Goods", track_stock=True)
    products = _write_products(rows, kind)
    _write_categories(rows, products)
    sold = _write_stock(rows, products)
    slugs = [each.slug for each in _model("Category").objects.filter(depth=2)]
    found = {"details": [each.pk for each in products], "variants": sold, "categories": slugs}
    goods.write_text(json.dumps(found))


def _model(name: str) -> Any:
    return apps.get_model("catalogue", name)


def _write_products(rows: list[dict[str, Any]], kind: Any) -> list[Any]:
    product = _model("Product")
    return list(
        product.objects.bulk_create(
            [
                product(
                    structure="parent" if row["variants"] else "standalone",
                    title=row["name"],
                    slug=row["sku"].lower(),
                    upc=row["sku"],
                    description=row["description"],
                    product_class=kind,
                )
                for row in rows
            ],
            BATCH,
        )
    )


def _write_categories(rows: list[dict[str, Any]], products: list[Any]) -> None:
    """As there: a product is in its room, and in its kind below the room."""
    category, link = _model("Category"), _model("ProductCategory")
    known: dict[str, Any] = {}
    for room, kind in sorted({tuple(row["category"]) for row in rows}):
        if room not in known:
            known[room] = category.add_root(instance=category(name=room))
        known[f"{room}/{kind}"] = known[room].add_child(instance=category(name=kind))
    links = [
        link(product=product, category=known[key])
        for product, row in zip(products, rows, strict=True)
        for key in (row["category"][0], "/".join(row["category"]))
    ]
    link.objects.bulk_create(links, BATCH)


def _write_stock(rows: list[dict[str, Any]], products: list[Any]) -> list[int]:
    """Return the keys of what can be bought."""
    product, record = _model("Product"), apps.get_model("partner", "StockRecord")
    partner = apps.get_model("partner", "Partner").objects.create(name="Bench")
    pairs = [
        (product(structure="child", parent=parent, title=row["name"], upc=variant["sku"]), variant)
        for parent, row in zip(products, rows, strict=True)
        for variant in row["variants"]
    ]
    children = [child for child, _variant in pairs]
    for number, child in enumerate(children):
        child.slug = f"child-{number}"
    product.objects.bulk_create(children, BATCH)
    alone = [(p, row) for p, row in zip(products, rows, strict=True) if not row["variants"]]
    records = [
        record(
            product=sold,
            partner=partner,
            partner_sku=row["sku"],
            price_currency="EUR",
            price=Decimal(row["price"]),
            num_in_stock=row["stock"],
        )
        for sold, row in [*pairs, *alone]
    ]
    record.objects.bulk_create(records, BATCH)
    return [each.product.pk for each in records if each.num_in_stock]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
