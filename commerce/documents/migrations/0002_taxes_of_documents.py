"""Rows of taxes for reports, and those of documents that were issued before."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import commerce.core.amounts

TREATMENTS = ["taxed", "reverse_charge", "exempt", "not_taxed"]
KINDS = ["standard", "reduced", "zero", "exempt"]
AT_ONCE = 500


def read_documents(apps, schema_editor):
    """Each document says all of its taxes; whose they are stands with its order."""
    documents = apps.get_model("documents", "OrderDocument")._base_manager
    rows = apps.get_model("documents", "DocumentTax")
    origins = dict(
        apps.get_model("tax", "ChannelTaxes")._base_manager.values_list("channel", "ships_from")
    )
    kinds = {
        (tenant, code): kind
        for tenant, code, kind in apps.get_model("tax", "TaxClass")._base_manager.values_list(
            "tenant", "code", "kind"
        )
    }
    found = documents.filter(kind__in=["invoice", "credit_note"]).select_related("order", "channel")
    waiting = []
    for document in found.order_by("pk").iterator(chunk_size=AT_ONCE):
        said, of_order = document.content, _taxes_of(apps, document.order)
        seller = said["seller"]["country"]
        country = next((row.country for row in of_order), "") or said["ship_to"]["country"]
        codes = {row.percentage: row.code for row in of_order}
        for told in said["taxes"]:
            code = codes.get(Decimal(told["percentage"]), "standard")
            waiting.append(
                rows(
                    document_id=document.pk,
                    country=country or seller,
                    origin=origins.get(document.channel_id) or seller,
                    treatment=(document.order.taxation or {}).get("treatment", ""),
                    rate_kind=kinds.get((document.channel.tenant_id, code), "standard"),
                    percentage=Decimal(told["percentage"]),
                    net=Decimal(told["net"]),
                    tax=Decimal(told["tax"]),
                )
            )
        if len(waiting) >= AT_ONCE:
            rows._base_manager.bulk_create(waiting)
            waiting = []
    rows._base_manager.bulk_create(waiting)


def _taxes_of(apps, order):
    if not order.taxation:
        return []
    return list(apps.get_model("ordering", "OrderTax")._base_manager.filter(order=order.pk))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_documents"),
        ("order", "0029_ours_taxation"),
        ("ordering", "0005_taxes_of_orders"),
        ("tax", "0001_taxes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentTax",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="Country")),
                ("origin", models.CharField(blank=True, max_length=2, verbose_name="Sent from")),
                (
                    "treatment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taxed", "Taxed"),
                            ("reverse_charge", "Reverse charge"),
                            ("exempt", "Exempt customer"),
                            ("not_taxed", "Not taxed here"),
                        ],
                        max_length=16,
                        verbose_name="Treatment",
                    ),
                ),
                (
                    "rate_kind",
                    models.CharField(
                        choices=[
                            ("standard", "Standard rate"),
                            ("reduced", "Reduced rate"),
                            ("zero", "Zero rate"),
                            ("exempt", "Exempt from tax"),
                        ],
                        default="standard",
                        max_length=12,
                        verbose_name="Kind of rate",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(decimal_places=4, max_digits=7, verbose_name="Percentage"),
                ),
                (
                    "net",
                    commerce.core.amounts.AmountField(
                        decimal_places=4, max_digits=15, verbose_name="Net"
                    ),
                ),
                (
                    "tax",
                    commerce.core.amounts.AmountField(
                        decimal_places=4, max_digits=15, verbose_name="Tax"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taxes",
                        to="documents.orderdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "tax of a document",
                "verbose_name_plural": "taxes of documents",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "percentage"), name="document_tells_a_rate_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate_kind__in", KINDS), ("treatment__in", ["", *TREATMENTS])
                        ),
                        name="document_tax_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Told"),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=64, verbose_name="Name at the service"),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="Attempts")),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="Problem")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tax_record",
                        to="documents.orderdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "record at a tax service",
                "verbose_name_plural": "records at tax services",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(read_documents, migrations.RunPython.noop, elidable=True),
    ]
