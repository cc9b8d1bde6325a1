"""Staff find goods by words, of which an index is kept from now on: here for what is sold already."""

import re
import unicodedata

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

AT_ONCE = 500
WORD = re.compile(r"[^\W_]+")


def forms_of(text):
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))[:255]
    return {word[:40].encode().hex() for word in WORD.findall(plain)}


def fill(apps, schema_editor):
    entries = apps.get_model("shop", "ProductEntry")._base_manager
    for entry in entries.order_by("pk").iterator(chunk_size=AT_ONCE):
        rows = list(words_of(apps, entry))
        apps.get_model("shop", "ProductWord")._base_manager.bulk_create(rows, AT_ONCE)


def words_of(apps, entry):
    make = apps.get_model("shop", "ProductWord")
    products = apps.get_model("catalogue", "Product")._base_manager
    shared = names_of(apps, products.get(pk=entry.product_id))
    family = products.filter(Q(pk=entry.product_id) | Q(parent=entry.product_id))
    for product in family.exclude(structure="parent"):
        stock = apps.get_model("partner", "StockRecord")._base_manager.filter(product=product.pk)
        texts = [*names_of(apps, product), *stock.values_list("partner_sku", flat=True)]
        forms = set().union(*(forms_of(text) for text in (*shared, *texts)))
        for form in sorted(forms):
            yield make(
                entry_id=entry.pk, channel_id=entry.channel_id, product_id=product.pk, form=form
            )


def names_of(apps, product):
    texts = apps.get_model("shop", "ProductTranslation")._base_manager.filter(product=product.pk)
    return [product.title, *texts.values_list("name", flat=True)]


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0040_ours_captions"),
        ("shop", "0011_what_texts_are_made_of"),
        ("tenancy", "0005_branding_lowest_price"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=320)),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.channel",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="shop.productentry",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "Word of a product",
                "verbose_name_plural": "Words of products",
                "indexes": [
                    models.Index(fields=["channel", "form", "product"], name="shop_word_form")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
