"""Secrets of endpoints move from Django's secret key to the key ring, which can be rotated."""

from django.db import migrations, models

from commerce.core import crypto
from commerce.integrations import services

COLUMNS = ("secret", "previous_secret")
# What no key reads keeps this name: it is counted as missing, and a new secret mends it.
BEFORE = "secret-key"


def encrypt_with_the_ring(apps, schema_editor):
    for row in apps.get_model("webhooks", "Endpoint").objects.filter(key_id=BEFORE).iterator():
        try:
            plain = {name: crypto.decrypt(token).decode() for name, token in _tokens(row)}
        except crypto.DecryptionError:
            continue
        for name, secret in plain.items():
            row.key_id, token = services.seal(secret)
            setattr(row, name, token)
        row.save(update_fields=["key_id", *plain])


def encrypt_with_the_secret_key(apps, schema_editor):
    for row in apps.get_model("webhooks", "Endpoint").objects.exclude(key_id=BEFORE).iterator():
        for name, token in _tokens(row):
            setattr(row, name, crypto.encrypt(services.unseal(row.key_id, token).encode()))
        row.save(update_fields=COLUMNS)


def _tokens(row):
    return [(name, bytes(token)) for name in COLUMNS if (token := getattr(row, name))]


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_make_room_for_webhooks")]

    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="key_id",
            field=models.CharField(
                db_index=True,
                default=BEFORE,
                editable=False,
                max_length=64,
                verbose_name="Key",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(encrypt_with_the_ring, encrypt_with_the_secret_key, elidable=True),
    ]
