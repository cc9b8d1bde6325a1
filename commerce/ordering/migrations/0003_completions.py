import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import commerce.core.amounts
import commerce.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("basket", "0015_ours_amounts_in_any_currency"),
        ("order", "0026_ours_surcharges_as_lines"),
        ("ordering", "0002_fulfilments"),
        ("tenancy", "0003_branding_bank_account"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Completion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("public_id", commerce.core.ids.PublicIdField(prefix="com")),
                ("order_number", models.CharField(max_length=128)),
                ("locale", models.CharField(max_length=16)),
                ("currency", models.CharField(max_length=3)),
                ("amount", commerce.core.amounts.AmountField(decimal_places=4, max_digits=15)),
                ("fingerprint", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Payment under way"),
                            ("placed", "Ordered"),
                            ("released", "Let go"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("expired", "The time for this payment is over. Nothing was charged."),
                            ("replaced", "Another payment for this cart was begun."),
                            ("let_go", "You have stopped this payment. Nothing was charged."),
                            ("cart_changed", "The cart has changed since this payment was begun."),
                            (
                                "refused",
                                "The order could not be placed. What you have paid is given back.",
                            ),
                            (
                                "out_of_stock",
                                "What you wanted is sold out. What you have paid is given back.",
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("look_at", models.DateTimeField()),
                (
                    "basket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="basket.basket",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.channel",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="order.order",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "payment under way",
                "verbose_name_plural": "payments under way",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Compensation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("payment", models.CharField(max_length=40, unique=True, verbose_name="Payment")),
                ("method", models.CharField(max_length=64, verbose_name="Paid with")),
                ("order_number", models.CharField(max_length=128, verbose_name="Number")),
                ("currency", models.CharField(max_length=3, verbose_name="Currency")),
                (
                    "promised",
                    commerce.core.amounts.AmountField(
                        decimal_places=4, max_digits=15, verbose_name="Promised"
                    ),
                ),
                (
                    "received",
                    commerce.core.amounts.AmountField(
                        decimal_places=4, max_digits=15, verbose_name="Received"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("expired", "The time for this payment is over. Nothing was charged."),
                            ("replaced", "Another payment for this cart was begun."),
                            ("let_go", "You have stopped this payment. Nothing was charged."),
                            ("cart_changed", "The cart has changed since this payment was begun."),
                            (
                                "refused",
                                "The order could not be placed. What you have paid is given back.",
                            ),
                            (
                                "out_of_stock",
                                "What you wanted is sold out. What you have paid is given back.",
                            ),
                        ],
                        max_length=16,
                        verbose_name="Reason",
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=64, verbose_name="Refusal")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="When"),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.channel",
                    ),
                ),
                (
                    "completion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compensations",
                        to="ordering.completion",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment given back",
                "verbose_name_plural": "payments given back",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PaymentRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capture",
                    models.CharField(
                        choices=[
                            ("at_once", "When the order is placed"),
                            ("when_shipped", "When the first parcel leaves"),
                            ("by_hand", "By hand"),
                        ],
                        default="at_once",
                        help_text="What customers promise by card or account; invoices are booked by hand.",
                        max_length=12,
                        verbose_name="Money is taken",
                    ),
                ),
                (
                    "hold_minutes",
                    models.PositiveSmallIntegerField(
                        default=15,
                        help_text="For a customer who is paying, since they were last seen.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="Minutes that stock is held",
                    ),
                ),
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payment_rules",
                        to="tenancy.channel",
                        verbose_name="Channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rules of payment",
                "verbose_name_plural": "Rules of payment",
                "ordering": ["channel"],
            },
        ),
        migrations.AddIndex(
            model_name="completion",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["look_at"],
                name="completion_to_look_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("basket",),
                name="one_open_completion_per_cart",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("basket__isnull", False)),
                fields=("order_number",),
                name="completion_order_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "placed", "released"])),
                name="completion_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "placed"), _negated=True),
                    ("order__isnull", False),
                    _connector="OR",
                ),
                name="completion_placed_has_an_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "released"), _negated=True),
                    (
                        "reason__in",
                        [
                            "expired",
                            "replaced",
                            "let_go",
                            "cart_changed",
                            "refused",
                            "out_of_stock",
                        ],
                    ),
                    _connector="OR",
                ),
                name="completion_released_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_minutes__range", (1, 120))),
                name="payment_rules_hold_for_a_while",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("capture__in", ["at_once", "when_shipped", "by_hand"])),
                name="payment_rules_capture_is_known",
            ),
        ),
    ]
