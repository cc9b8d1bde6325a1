"""Saved addresses belong to ordering, and stale tags to the storefront; their tables stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0007_addresses_are_kept")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("SavedAddress"),
                migrations.DeleteModel("RevalidationTag"),
            ]
        )
    ]
