"""The table was made when the whole shop was one app."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import commerce.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("shop", "0008_to_other_slices"),
        ("tenancy", "0002_branding_translations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SavedAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("public_id", commerce.core.ids.PublicIdField(prefix="addr")),
                        ("address", models.JSONField(verbose_name="Address")),
                        ("digest", models.CharField(max_length=64, verbose_name="Digest")),
                        (
                            "is_default_for_shipping",
                            models.BooleanField(
                                default=False, verbose_name="Usual delivery address"
                            ),
                        ),
                        (
                            "is_default_for_billing",
                            models.BooleanField(
                                default=False, verbose_name="Usual billing address"
                            ),
                        ),
                        ("saved_at", models.DateTimeField(auto_now_add=True, verbose_name="Saved")),
                        (
                            "tenant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="tenancy.tenant",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_addresses",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Saved address",
                        "verbose_name_plural": "Saved addresses",
                        "db_table": "shop_savedaddress",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "tenant", "digest"), name="address_once_per_book"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_default_for_shipping", True)),
                                fields=("user", "tenant"),
                                name="one_usual_delivery_address",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_default_for_billing", True)),
                                fields=("user", "tenant"),
                                name="one_usual_billing_address",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
