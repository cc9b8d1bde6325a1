"""The search is whole without its laboratory, and the tables of both are what they were."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from infra.launch.places import ROOT
from infra.schema.templates import sqlite_template
from search.laboratory.models import JudgedSet

BEFORE = [("search_laboratory", None), ("store_search", "0001_search")]


def test_a_shop_without_the_laboratory_searches_and_publishes(tmp_path):
    database = tmp_path / "heron.sqlite3"
    shutil.copyfile(sqlite_template(), database)
    environment = os.environ | {
        "SEARCH_LABORATORY": "false",
        "DJANGO_SETTINGS_MODULE": "infra.settings.testing",
        "DATABASE_URL": f"sqlite:///{database}",
        "ELASTICSEARCH_URL": "",
        "HERON_VAR_DIR": str(tmp_path),
        "SEARCH_EMBEDDED_ROOT": str(tmp_path / "search"),
    }

    walked = subprocess.run(
        [sys.executable, "-m", "search.laboratory.tests.without_laboratory"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert walked.returncode == 0, walked.stderr[-3000:]


@pytest.mark.django_db(transaction=True)
def test_rows_and_rights_stay_where_they_are_when_the_laboratory_takes_over(channel):
    JudgedSet.objects.create(channel=channel, name="Ours", locale="en")
    content_type = ContentType.objects.get_for_model(JudgedSet).pk
    group = Group.objects.create(name="Judges")
    group.permissions.add(Permission.objects.get(codename="change_judgedset"))
    tables = connection.introspection.table_names()
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()

    for target in (BEFORE, leaves):
        MigrationExecutor(connection).migrate(target)

    assert connection.introspection.table_names() == tables
    assert JudgedSet.objects.get().name == "Ours"
    ContentType.objects.clear_cache()
    assert ContentType.objects.get_for_model(JudgedSet).pk == content_type
    (right,) = group.permissions.all()
    assert (right.content_type.app_label, right.codename) == (
        "search_laboratory",
        "change_judgedset",
    )
