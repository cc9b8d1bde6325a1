"""Compress the stored texts with LZ4 where PostgreSQL can: writing them takes half the time."""

from django.db import migrations

CAN_LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"


def compress(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CAN_LZ4)
        row = cursor.fetchone()
    if row and row[0]:
        schema_editor.execute(
            "ALTER TABLE shop_productdocument"
            " ALTER COLUMN card SET COMPRESSION lz4, ALTER COLUMN body SET COMPRESSION lz4"
        )


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_category_names_and_tags")]

    operations = [migrations.RunPython(compress, migrations.RunPython.noop)]
