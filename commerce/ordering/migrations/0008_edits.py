import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import commerce.core.amounts
import commerce.core.ids

REASONS = [
    ("expired", "The time for this payment is over. Nothing was charged."),
    ("replaced", "Another payment was begun instead of this one."),
    ("let_go", "You have stopped this payment. Nothing was charged."),
    ("cart_changed", "The cart has changed since this payment was begun."),
    ("refused", "The order could not be placed. What you have paid is given back."),
    ("out_of_stock", "What you wanted is sold out. What you have paid is given back."),
    (
        "order_changed",
        "The order was changed since this payment was begun. What you have paid is given back.",
    ),
    (
        "not_owed",
        "Nothing is owed for this order any more. What you have just paid is given back.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0029_ours_taxation"),
        ("ordering", "0007_tracking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", commerce.core.ids.PublicIdField(prefix="edit")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
                ("changes", models.JSONField(default=list, verbose_name="Changes")),
                ("total_before", commerce.core.amounts.AmountField(verbose_name="Total before")),
                ("total_after", commerce.core.amounts.AmountField(verbose_name="Total after")),
                (
                    "goes_back",
                    commerce.core.amounts.AmountField(default=0, verbose_name="Goes back"),
                ),
                (
                    "given_back",
                    commerce.core.amounts.AmountField(default=0, verbose_name="Given back"),
                ),
                ("due", commerce.core.amounts.AmountField(default=0, verbose_name="Due")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="When"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="order.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of an order",
                "verbose_name_plural": "changes of orders",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due__gte", 0),
                            ("given_back__gte", 0),
                            ("total_after__gte", 0),
                            ("total_before__gte", 0),
                        ),
                        name="order_edit_amounts_not_negative",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="completion", name="completion_released_has_a_reason"
        ),
        migrations.AlterField(
            model_name="compensation",
            name="reason",
            field=models.CharField(choices=REASONS, max_length=16, verbose_name="Reason"),
        ),
        migrations.AlterField(
            model_name="completion",
            name="reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=16),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "released"), _negated=True),
                    ("reason__in", [code for code, _label in REASONS]),
                    _connector="OR",
                ),
                name="completion_released_has_a_reason",
            ),
        ),
    ]
