"""Parcels become rows; orders that were packed or shipped get those that they must have had."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import commerce.core.ids

STEP = 500
STEPS = ("packed", "shipped", "delivered")
GONE = ("shipped", "delivered")


def write_parcels(apps, schema_editor):
    """One parcel per seller and status of an order's lines; orders that have any are left alone."""
    Order = apps.get_model("order", "Order")
    _close_orders(apps)
    sent = models.Q(status__in=STEPS) | models.Q(lines__status__in=STEPS)
    rows = Order.objects.filter(sent, fulfilments=None).exclude(status="cancelled").distinct()
    rows = rows.prefetch_related("lines", "status_changes").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:STEP]):
        last = batch[-1].pk
        _write(apps, batch)


def _close_orders(apps):
    """What was cancelled will not be sent; what was delivered had been paid before it was packed."""
    Order, Line = apps.get_model("order", "Order"), apps.get_model("order", "Line")
    Order.objects.filter(status="cancelled").update(state="cancelled")
    Order.objects.filter(status="delivered").update(state="completed")
    Line.objects.filter(order__status="cancelled").update(num_cancelled=models.F("quantity"))


def _write(apps, orders):
    Fulfilment = apps.get_model("ordering", "Fulfilment")
    parcels = {}
    for order in orders:
        moments = {change.new_status: change.date_created for change in order.status_changes.all()}
        for line in order.lines.all():
            line.status = _furthest(line.status, order.status)
            if line.status in STEPS:
                key = (order.pk, line.partner_id, line.status)
                lines = parcels.setdefault(key, (_parcel(Fulfilment, order, line, moments), []))[1]
                lines.append(line)
        if any(line.status in GONE for line in order.lines.all()):
            order.status = _furthest(order.status, "packed")
    apps.get_model("order", "Order").objects.bulk_update(orders, ["status"])
    Fulfilment.objects.bulk_create(parcel for parcel, _lines in parcels.values())
    _fill(apps, parcels.values())


def _fill(apps, parcels):
    FulfilmentLine = apps.get_model("ordering", "FulfilmentLine")
    FulfilmentLine.objects.bulk_create(
        FulfilmentLine(fulfilment=parcel, line=line, quantity=line.quantity)
        for parcel, lines in parcels
        for line in lines
    )
    packed = [line for _parcel, lines in parcels for line in lines]
    for line in packed:
        line.num_packed = line.quantity
    apps.get_model("order", "Line").objects.bulk_update(packed, ["num_packed", "status"])


def _furthest(*statuses):
    return max(statuses, key=lambda status: STEPS.index(status) if status in STEPS else -1)


def _parcel(model, order, line, moments):
    """When a seller's part went on its own nobody noted: it was after the order's last step."""
    last = max([order.date_placed, *moments.values()])
    shipped, delivered = moments.get("shipped", last), moments.get("delivered", last)
    return model(
        order_id=order.pk,
        partner_id=line.partner_id,
        state=line.status,
        packed_at=min(moments.get("packed", last), shipped),
        shipped_at=None if line.status == "packed" else shipped,
        delivered_at=delivered if line.status == "delivered" else None,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0025_ours_states"),
        ("ordering", "0001_saved_addresses"),
        ("partner", "0011_ours_code_per_tenant"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fulfilment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", commerce.core.ids.PublicIdField(prefix="ful")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("packed", "Packed"),
                            ("shipped", "Shipped"),
                            ("delivered", "Delivered"),
                            ("cancelled", "Unpacked again"),
                        ],
                        default="packed",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=64, verbose_name="Carrier")),
                (
                    "tracking_number",
                    models.CharField(blank=True, max_length=128, verbose_name="Tracking number"),
                ),
                (
                    "tracking_url",
                    models.URLField(blank=True, max_length=500, verbose_name="Tracking address"),
                ),
                (
                    "packed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Packed"),
                ),
                ("shipped_at", models.DateTimeField(blank=True, null=True, verbose_name="Shipped")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Delivered"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Unpacked again"),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fulfilments",
                        to="order.order",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partner.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "Parcel",
                "verbose_name_plural": "Parcels",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FulfilmentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField(verbose_name="Quantity")),
                (
                    "fulfilment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="ordering.fulfilment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fulfilment_lines",
                        to="order.line",
                    ),
                ),
            ],
            options={
                "verbose_name": "Contents of a parcel",
                "verbose_name_plural": "Contents of parcels",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="fulfilment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shipped_at", None), ("state__in", ["packed", "cancelled"])),
                    models.Q(
                        ("shipped_at__isnull", False), ("state__in", ["shipped", "delivered"])
                    ),
                    _connector="OR",
                ),
                name="fulfilment_has_left_when_it_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="fulfilment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tracking_url", ""),
                    ("tracking_url__startswith", "https://"),
                    ("tracking_url__startswith", "http://"),
                    _connector="OR",
                ),
                name="fulfilment_tracking_is_a_web_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="fulfilmentline",
            constraint=models.UniqueConstraint(
                fields=("fulfilment", "line"), name="line_once_per_fulfilment"
            ),
        ),
        migrations.AddConstraint(
            model_name="fulfilmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="fulfilment_line_holds_something"
            ),
        ),
        migrations.RunPython(write_parcels, migrations.RunPython.noop),
    ]
