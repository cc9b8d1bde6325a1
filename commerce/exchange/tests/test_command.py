"""The command: what it shows, and what a process that is killed leaves behind."""

import csv
import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from commerce.catalogue.models import ProductDocument, ProductListing
from commerce.exchange.enums import ImportStatus
from commerce.exchange.errors import ImportOvertakenError
from commerce.exchange.models import ImportRun
from commerce.exchange.services import import_file
from commerce.exchange.sources import Source
from commerce.exchange.tests.conftest import LAMPS
from commerce.oscar.catalogue.models import Product
from infra.launch.places import ROOT

HEADER = "sku,name,product_class,category,price:EUR,stock,description\n"


def run(*arguments):
    output = StringIO()
    call_command("import_catalogue", *map(str, arguments), stdout=output)
    return output.getvalue()


def many(path, count):
    """A file of that many products."""
    lines = (
        f"MANY-{number},Thing {number},Thing,Things > Many,{number % 90 + 1}.50,{number % 7},Text\n"
        for number in range(count)
    )
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_the_report_is_a_table(lamps, channel):
    shown = run(lamps, "--profile", "heron", "--channel", channel.code)

    assert "│ variant" in shown
    assert "Done." in shown
    assert Product.objects.count() == 4
    finished = ImportRun.objects.get()
    assert (finished.status, finished.products_done) == (ImportStatus.FINISHED, 2)


def test_a_dry_run_says_so_and_leaves_no_trace(lamps, channel):
    shown = run(lamps, "--dry-run")

    assert "Nothing was written" in shown
    assert not Product.objects.exists()
    assert not ImportRun.objects.exists()


def test_errors_go_to_the_screen_and_to_a_file(lamps, channel, tmp_path):
    lamps.write_text(LAMPS.replace("25.50", "cheap"), encoding="utf-8")
    target = tmp_path / "errors.csv"
    output = StringIO()

    with pytest.raises(CommandError, match="Nothing was imported: 1 error"):
        call_command("import_catalogue", str(lamps), "--errors", str(target), stdout=output)

    assert "not_a_number" in output.getvalue()
    with target.open(encoding="utf-8", newline="") as file:
        (error,) = csv.DictReader(file)
    assert (error["line"], error["sku"], error["column"]) == ("11", "VASE", "price:EUR")
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.csv"],
        ["FILE", "--channel", "nowhere"],
        ["FILE", "--images", "nowhere"],
        ["FILE", "--profile", "other"],
        ["FILE", "--batch-size", "0"],
    ],
)
def test_bad_arguments_get_one_sentence(lamps, channel, arguments):
    given = [str(lamps) if argument == "FILE" else argument for argument in arguments]

    with pytest.raises(CommandError):
        run(*given)
    assert not Product.objects.exists()


def test_an_import_of_the_same_content_goes_on_behind_its_mark(lamps, channel, monkeypatch):
    source = Source(file=lamps, currency="EUR")
    ImportRun.objects.create(
        channel=channel, profile="heron", checksum=source.checksum(), products_done=1
    )

    shown = run(lamps)

    assert "Continued behind 1 products" in shown
    assert list(Product.objects.values_list("code", flat=True)) == ["VASE"]


def test_restart_begins_again(lamps, channel):
    checksum = Source(file=lamps, currency="EUR").checksum()
    ImportRun.objects.create(channel=channel, profile="heron", checksum=checksum, products_done=1)

    run(lamps, "--restart")

    assert Product.objects.count() == 4
    assert ImportRun.objects.get().status == ImportStatus.FINISHED


def test_a_changed_file_is_another_import(lamps, channel):
    checksum = Source(file=lamps, currency="EUR").checksum()
    ImportRun.objects.create(channel=channel, profile="heron", checksum=checksum, products_done=1)
    lamps.write_text(LAMPS.replace("25.50", "26.50"), encoding="utf-8")

    run(lamps)

    assert Product.objects.count() == 4


def test_two_processes_do_not_do_the_same_batch(channel, tmp_path):
    file = many(tmp_path / "many.csv", 3)
    source = Source(file=file, currency="EUR")

    def steal(progress):
        if progress.step == "write":
            ImportRun.objects.update(products_done=3)

    with pytest.raises(ImportOvertakenError):
        import_file(
            source=source, profile="heron", channel=channel, batch_size=1, on_progress=steal
        )
    assert Product.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_killed_is_resumed(channel, tmp_path):
    file = many(tmp_path / "many.csv", 400)
    command = [sys.executable, "manage.py", "import_catalogue", str(file), "--batch-size", "10"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "infra.settings.testing",
        "DATABASE_URL": database_url(),
        "HERON_VAR_DIR": str(tmp_path / "var"),
    }

    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: ImportRun.objects.filter(products_done__gte=50).exists(), process)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait(timeout=30)

    done = ImportRun.objects.get().products_done
    assert 50 <= done < 400
    assert done % 10 == 0
    assert Product.objects.count() == done
    assert ProductListing.objects.count() == done
    documents = ProductDocument.objects.in_channel(channel)
    assert documents.count() == done * len(channel.locales)

    again = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert again.returncode == 0, again.stderr
    assert f"Continued behind {done} products" in again.stdout
    assert Product.objects.count() == 400
    assert documents.count() == 400 * len(channel.locales)
    assert ImportRun.objects.get().status == ImportStatus.FINISHED


def wait_for(condition, process):
    """Wait until another process got so far; it must not end before."""
    deadline = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, "the import ended before it could be killed"
        assert time.monotonic() < deadline, "the import does not get on"
        connection.close()
        time.sleep(0.02)


def database_url():
    """The address of the test's database, for another process."""
    wanted = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{wanted['NAME']}"
    place = f"{wanted['HOST']}:{wanted['PORT']}/{wanted['NAME']}"
    return f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{place}"
