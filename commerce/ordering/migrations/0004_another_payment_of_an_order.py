from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("basket", "0015_ours_amounts_in_any_currency"),
        ("order", "0026_ours_surcharges_as_lines"),
        ("ordering", "0003_completions"),
        ("tenancy", "0003_branding_bank_account"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="completion",
            name="completion_released_has_a_reason",
        ),
        migrations.AlterField(
            model_name="compensation",
            name="reason",
            field=models.CharField(
                choices=[
                    ("expired", "The time for this payment is over. Nothing was charged."),
                    ("replaced", "Another payment was begun instead of this one."),
                    ("let_go", "You have stopped this payment. Nothing was charged."),
                    ("cart_changed", "The cart has changed since this payment was begun."),
                    ("refused", "The order could not be placed. What you have paid is given back."),
                    (
                        "out_of_stock",
                        "What you wanted is sold out. What you have paid is given back.",
                    ),
                    (
                        "not_owed",
                        "Nothing is owed for this order any more. What you have just paid is given back.",
                    ),
                ],
                max_length=16,
                verbose_name="Reason",
            ),
        ),
        migrations.AlterField(
            model_name="completion",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("expired", "The time for this payment is over. Nothing was charged."),
                    ("replaced", "Another payment was begun instead of this one."),
                    ("let_go", "You have stopped this payment. Nothing was charged."),
                    ("cart_changed", "The cart has changed since this payment was begun."),
                    ("refused", "The order could not be placed. What you have paid is given back."),
                    (
                        "out_of_stock",
                        "What you wanted is sold out. What you have paid is given back.",
                    ),
                    (
                        "not_owed",
                        "Nothing is owed for this order any more. What you have just paid is given back.",
                    ),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("order",),
                name="one_open_completion_per_order",
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
                            "not_owed",
                        ],
                    ),
                    _connector="OR",
                ),
                name="completion_released_has_a_reason",
            ),
        ),
    ]
