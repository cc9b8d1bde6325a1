"""The history of prices begins with what documents show today."""

import json
from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

import commerce.core.amounts

AT_ONCE = 500


def begin_history(apps, schema_editor):
    """Each variant's price, as its product's document has it; any language says the same."""
    shown = apps.get_model("shop", "ShownPrice")
    documents = apps.get_model("shop", "ProductDocument")._base_manager
    products = dict(
        apps.get_model("catalogue", "Product")._base_manager.values_list("public_id", "pk")
    )
    now, waiting, seen = timezone.now(), [], set()
    rows = documents.order_by("channel", "product", "locale")
    for channel, product, body in rows.values_list("channel", "product", "body").iterator(
        chunk_size=AT_ONCE
    ):
        if (channel, product) in seen:
            continue
        seen.add((channel, product))
        waiting += [
            shown(
                channel_id=channel,
                product_id=products[variant["id"]],
                currency=currency,
                amount=Decimal(price["price"]["amount"]),
                is_reduced=price["compare_at"] is not None,
                since=now,
            )
            for variant in json.loads(body)["variants"]
            for currency, price in variant["prices"].items()
            if variant["id"] in products
        ]
        if len(waiting) >= AT_ONCE:
            shown._base_manager.bulk_create(waiting)
            waiting = []
    shown._base_manager.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0035_ours_options_of_tenants"),
        ("shop", "0009_feed_of_changes"),
        ("tenancy", "0002_branding_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShownPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="Currency")),
                (
                    "amount",
                    commerce.core.amounts.AmountField(
                        decimal_places=4, max_digits=15, verbose_name="Price"
                    ),
                ),
                (
                    "is_reduced",
                    models.BooleanField(default=False, verbose_name="Beside a former price"),
                ),
                ("since", models.DateTimeField(verbose_name="Since")),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_prices",
                        to="tenancy.channel",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_prices",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "Shown price",
                "verbose_name_plural": "Shown prices",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "product", "currency", "since"),
                        name="one_shown_price_at_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="shown_price_not_negative"
                    ),
                ],
            },
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop, elidable=True),
    ]
