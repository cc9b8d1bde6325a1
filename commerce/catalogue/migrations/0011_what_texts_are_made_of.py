"""What is translated today counts as made of the texts as they are today."""

from hashlib import md5

from django.db import migrations, models

AT_ONCE = 500
SEO = {"seo_title": "meta_title", "seo_description": "meta_description"}
TABLES = {
    "ProductTranslation": (
        "product",
        {"name": "title", "summary": "summary", "description": "description", **SEO},
    ),
    "CategoryTranslation": ("category", {"name": "name", "description": "description", **SEO}),
    "AttributeTranslation": ("attribute", {"name": "name"}),
    "AttributeOptionTranslation": ("option", {"label": "option"}),
    "ProductClassTranslation": ("product_class", {"name": "name"}),
}
COLUMNS = {
    ("offer", "ConditionalOffer"): ("name", "description"),
    ("voucher", "Voucher"): ("name",),
    ("shipping", "ShippingRate"): ("name", "description"),
}


def fingerprint(text):
    return md5((text or "").encode(), usedforsecurity=False).hexdigest()


def begin(apps, schema_editor):
    for name, (owner, columns) in TABLES.items():
        rows = apps.get_model("shop", name)._base_manager
        changed = []
        for row in rows.select_related(owner).order_by("pk").iterator(chunk_size=AT_ONCE):
            base = getattr(row, owner)
            row.made_of = {
                field: fingerprint(getattr(base, column))
                for field, column in columns.items()
                if getattr(row, field)
            }
            changed.append(row)
            if len(changed) >= AT_ONCE:
                rows.bulk_update(changed, ["made_of"])
                changed = []
        rows.bulk_update(changed, ["made_of"])
    for (app, name), fields in COLUMNS.items():
        for row in apps.get_model(app, name)._base_manager.exclude(translations={}):
            for words in row.translations.values():
                words["made_of"] = {
                    field: fingerprint(getattr(row, field)) for field in fields if words.get(field)
                }
            row.save(update_fields=["translations"])


class Migration(migrations.Migration):
    dependencies = [
        ("offer", "0018_ours_ranges_of_tenants"),
        ("shipping", "0006_ours_rules"),
        ("shop", "0010_shown_prices"),
        ("voucher", "0014_ours_voucher_sets_of_channels"),
    ]

    operations = [
        migrations.AddField(
            model_name="attributeoptiontranslation",
            name="made_of",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="attributetranslation",
            name="made_of",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="categorytranslation",
            name="made_of",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="productclasstranslation",
            name="made_of",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="producttranslation",
            name="made_of",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
