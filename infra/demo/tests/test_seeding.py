"""The command sets a working shop up, twice with the same result, and never by accident."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commerce.oscar.offer.models import Benefit, Condition
from commerce.oscar.voucher.models import Voucher
from infra.demo import marks, pictures, seeding
from infra.demo.catalogue import load


class Killed(Exception):
    """Stands for kill -9."""


@pytest.mark.django_db
def test_a_seed_that_was_ended_goes_on_behind_its_last_step(stages, monkeypatch):
    def fail(*_args, **_options):
        raise Killed

    done = []
    with monkeypatch.context() as patch:
        patch.setattr(seeding.website, "publish", fail)
        with pytest.raises(Killed):
            seeding.seed(stages)
    assert not seeding.has_been_seeded()

    real = seeding.marks.note_step
    monkeypatch.setattr(seeding.marks, "note_step", lambda name: (done.append(name), real(name)))
    assert seeding.seed(stages)

    assert done == [step.name for step in seeding.steps()][3:]
    assert seeding.has_been_seeded()


@pytest.mark.django_db
def test_only_one_process_seeds_a_database(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(marks, "VAR_DIR", tmp_path)

    with marks.only_one_seed():
        if connection.vendor == "postgresql":
            other = connection.copy()
            monkeypatch.setattr(marks, "connection", other)
        with pytest.raises(CommandError, match="Another process"), marks.only_one_seed():
            pass
        if connection.vendor == "postgresql":
            other.close()
            monkeypatch.setattr(marks, "connection", connection)

    with marks.only_one_seed():
        pass


def test_drawing_goes_on_where_it_was_ended(tmp_path, monkeypatch):
    drawn = []

    class Job:
        pictures = 1

        def __init__(self, title):
            self.title = title

    class Pool:
        def __init__(self, *_args, **_options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_details):
            pass

        def submit(self, job, _folder):
            if job.title == "two" and not drawn[1:]:
                drawn.append(job.title)
                raise Killed
            drawn.append(job.title)
            future = Future()
            future.set_result(1)
            return future

    monkeypatch.setattr(pictures, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(pictures, "jobs", lambda: [Job("one"), Job("two")])
    (tmp_path / pictures.FINISHED).write_text(f"{pictures.fingerprint()}\none\n")

    drawn.append("")
    with pytest.raises(Killed):
        pictures.draw_all(tmp_path)
    assert pictures.draw_all(tmp_path) == 1

    assert drawn == ["", "two", "two"]
    assert pictures.draw_all(tmp_path) == 0


def test_conditions_and_benefits_are_ones_that_oscar_knows():
    conditions = {kind for kind, _label in Condition.TYPE_CHOICES}
    benefits = {kind for kind, _label in Benefit.TYPE_CHOICES}

    for item in (*load().offers, *load().vouchers):
        assert item.condition in conditions
        assert item.benefit in benefits


def test_vouchers_are_used_in_ways_that_oscar_knows():
    usages = {usage for usage, _label in Voucher.USAGE_CHOICES}

    assert {voucher.usage for voucher in load().vouchers} <= usages


def test_production_is_refused_unless_forced(settings):
    settings.SETTINGS_MODULE = "infra.settings.production"

    with pytest.raises(CommandError, match="This is production"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_a_dry_run_only_talks(capsys):
    call_command("seed_demo", "--dry-run")

    assert "Nothing was changed." in capsys.readouterr().out
