import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("basket", "0015_ours_amounts_in_any_currency"),
        ("cart", "0001_charge_rates"),
        ("partner", "0012_ours_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="StockReservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("completion_id", models.BigIntegerField()),
                ("quantity", models.PositiveIntegerField()),
                (
                    "basket",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="basket.basket",
                    ),
                ),
                (
                    "stockrecord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reservations",
                        to="partner.stockrecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("completion_id", "stockrecord"),
                        name="one_reservation_per_stock_record",
                    ),
                    models.UniqueConstraint(
                        fields=("basket", "stockrecord"), name="one_reservation_per_cart_and_stock"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="reservation_holds_something"
                    ),
                ],
            },
        ),
    ]
