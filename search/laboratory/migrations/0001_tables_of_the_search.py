"""The tables were made by the search, which the laboratory was a part of; they and their rows stay."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MODELS = ("judgedset", "judgement", "measurement")


def _rename(apps, before, after):
    # Rights of groups and the log of changes hang on the content types, which keep their ids.
    content_types = apps.get_model("contenttypes", "ContentType")
    content_types.objects.filter(app_label=before, model__in=MODELS).update(app_label=after)


def take_over(apps, schema_editor):
    _rename(apps, "store_search", "search_laboratory")


def give_back(apps, schema_editor):
    _rename(apps, "search_laboratory", "store_search")


class Migration(migrations.Migration):
    dependencies = [
        ("store_search", "0002_laboratory_apart"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("tenancy", "0002_branding_translations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="JudgedSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="Last change"),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        ("locale", models.CharField(max_length=16, verbose_name="Language")),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="Who judged, when, and on which products.",
                                verbose_name="Description",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="tenancy.channel",
                                verbose_name="Channel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Judged set",
                        "verbose_name_plural": "Judged sets",
                        "db_table": "store_search_judgedset",
                        "ordering": ["channel", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("query", models.CharField(max_length=200, verbose_name="Query")),
                        ("sku", models.CharField(max_length=128, verbose_name="SKU")),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(3)],
                                verbose_name="Grade",
                            ),
                        ),
                        (
                            "judged_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="judgements",
                                to="search_laboratory.judgedset",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Judgement",
                        "verbose_name_plural": "Judgements",
                        "db_table": "store_search_judgement",
                        "ordering": ["judged_set", "query", "-grade", "sku"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "started_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="Started at"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(null=True, verbose_name="Finished at"),
                        ),
                        ("queries_total", models.PositiveIntegerField(default=0)),
                        ("queries_done", models.PositiveIntegerField(default=0)),
                        ("result", models.JSONField(default=dict)),
                        ("problem", models.TextField(blank=True, verbose_name="Problem")),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="tenancy.channel",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Measurement of a search configuration",
                        "verbose_name_plural": "Measurements of search configurations",
                        "db_table": "store_search_measurement",
                        "ordering": ["-pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.AddConstraint(
                    model_name="judgedset",
                    constraint=models.UniqueConstraint(
                        fields=("channel", "name"),
                        name="one_judged_set_per_name",
                        violation_error_message="This channel has a set of this name already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="judgement",
                    constraint=models.UniqueConstraint(
                        fields=("judged_set", "query", "sku"),
                        name="one_judgement_per_query_and_sku",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="judgement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("grade__lte", 3)), name="search_grade_in_bounds"
                    ),
                ),
                migrations.AddIndex(
                    model_name="measurement",
                    index=models.Index(fields=["channel", "-id"], name="search_measurement_latest"),
                ),
                migrations.AddConstraint(
                    model_name="measurement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("queries_done__lte", models.F("queries_total"))),
                        name="search_measurement_bounds",
                    ),
                ),
            ]
        ),
        migrations.RunPython(take_over, give_back),
    ]
