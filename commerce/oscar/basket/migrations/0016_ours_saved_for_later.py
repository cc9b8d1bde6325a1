from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("basket", "0015_ours_amounts_in_any_currency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="basket",
            constraint=models.UniqueConstraint(
                fields=["owner", "channel"],
                condition=Q(status="Saved"),
                name="one_saved_basket_per_owner_and_channel",
            ),
        ),
    ]
