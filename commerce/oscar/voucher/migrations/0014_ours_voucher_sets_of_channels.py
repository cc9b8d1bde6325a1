import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def assign(apps, schema_editor):
    """A set belongs to the channel of its vouchers; an empty one to the default channel."""
    channels = apps.get_model("tenancy", "Channel").objects
    first = channels.order_by(F("is_default").desc(), "pk").first()
    for voucher_set in apps.get_model("voucher", "VoucherSet").objects.all():
        voucher = voucher_set.vouchers.order_by("pk").first()
        voucher_set.channel_id = voucher.channel_id if voucher else first and first.pk
        if voucher_set.channel_id is None:
            voucher_set.delete()  # without a channel there are no vouchers either
        else:
            voucher_set.save(update_fields=["channel"])
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("voucher", "0013_ours_amounts_in_any_currency"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="voucherset",
            name="channel",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="voucher_sets",
                to="tenancy.channel",
            ),
        ),
        migrations.RunPython(assign, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="voucherset",
            name="channel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="voucher_sets",
                to="tenancy.channel",
            ),
        ),
        migrations.AlterField(
            model_name="voucherset",
            name="name",
            field=models.CharField(max_length=100, verbose_name="Name"),
        ),
        migrations.AddConstraint(
            model_name="voucherset",
            constraint=models.UniqueConstraint(
                fields=("channel", "name"), name="voucher_set_name_once_per_channel"
            ),
        ),
    ]
