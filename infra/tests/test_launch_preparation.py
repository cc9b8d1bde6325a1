"""Whether the shop is prepared is asked of its engines; commands find the shop that runs."""

import json
import os
import subprocess
import sys

import pytest

from infra import preparation
from infra.demo.models import DemoSeed
from infra.launch import closing, commands, running, start
from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.options import Options, parse_options
from infra.launch.places import ROOT
from infra.launch.preparation import AskedStep, Preparation, Release
from infra.launch.processes import ProcessMark, read_mark
from infra.launch.python_steps import shop_steps
from infra.launch.running import list_running_shops, noted_as_running, take_over_settings
from infra.launch.servers import shop_environment
from infra.launch.stamps import Stamp

OPTIONS = Options(port=8300, storefront_port=8301, is_check=False, is_setup=False, is_prepare=False)


@pytest.fixture
def console():
    console = Console()
    yield console
    console.close()


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "LOGS", tmp_path / "log")
    monkeypatch.setattr(running, "FOLDER", tmp_path / "shops")
    return tmp_path


class Answers(Preparation):
    """Engines that have only what a file says: one file stands for one database."""

    def __init__(self, path):
        super().__init__({})
        self.path = path

    def _ask(self):
        return {"demo": self.path.exists()}


def _step(path, **options):
    code = f"open({str(path)!r}, 'w')"
    return AskedStep("Demo shop", Answers(path), "demo", ["-c", code], **options)


def test_a_step_is_done_for_each_database_of_its_own(tmp_path, console):
    one, other = tmp_path / "one", tmp_path / "other"

    assert _step(one).carry_out(CommandRunner(), console)
    assert _step(other).carry_out(CommandRunner(), console)
    assert not _step(one).carry_out(CommandRunner(), console)

    one.unlink()
    assert _step(one).carry_out(CommandRunner(), console)


def test_an_index_of_another_release_is_made_anew(tmp_path, console):
    path, code = tmp_path / "index", ["first"]
    release = Release(Stamp(tmp_path / "stamp"), lambda: code)

    assert _step(path, release=release).carry_out(CommandRunner(), console)
    assert not _step(path, release=release).carry_out(CommandRunner(), console)
    code[0] = "second"
    assert _step(path, release=release).carry_out(CommandRunner(), console)


def test_the_engines_that_the_caller_names_reach_every_step(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://heron:heron@127.0.0.1:1/heron")

    environment = shop_environment(OPTIONS)

    assert environment["DATABASE_URL"] == "postgres://heron:heron@127.0.0.1:1/heron"
    stamps = {
        shop_steps({**environment, "DATABASE_URL": url})[2].release.stamp.path
        for url in ("postgres://one/a", "postgres://one/b")
    }
    assert len(stamps) == 2


def test_a_database_that_does_not_answer_is_told_in_one_sentence():
    environment = {
        "DATABASE_URL": "postgres://heron:heron@127.0.0.1:1/heron",
        "DJANGO_SETTINGS_MODULE": "infra.settings.development",
    }

    with pytest.raises(LaunchError, match=r"the database heron at 127\.0\.0\.1:1 cannot be used"):
        Preparation(environment).has("schema")


@pytest.mark.django_db
def test_the_database_itself_says_whether_it_was_seeded(tmp_path, monkeypatch):
    monkeypatch.setattr("infra.demo.management.commands.seed_demo.ACCOUNTS", tmp_path)

    assert not preparation.has_demo()
    DemoSeed.objects.create(finished_at="2026-11-28T12:00Z")
    assert preparation.has_demo()


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["schema", "demo"])
def test_what_needs_a_part_that_is_missing_is_missing_too(monkeypatch, missing):
    def say(name):
        return lambda: name != missing

    questions = {name: say(name) for name in ("schema", "demo", "search", "assistant")}
    monkeypatch.setattr(preparation, "QUESTIONS", questions)

    state = preparation.describe_preparation()

    assert not state[missing]
    assert not state["search"]


def test_a_step_of_a_killed_launcher_can_be_found(tmp_path, console):
    marks = tmp_path / "run"
    found = []
    with console.activity("Seed") as activity:
        activity.note = lambda _line: found.append(read_mark(marks / "step-demo.pid"))
        CommandRunner(marks=marks).run(
            [sys.executable, "-c", "print(1)"], log="demo", activity=activity
        )

    assert [mark is not None for mark in found] == [True]
    assert not list(marks.iterdir())


@pytest.mark.parametrize(
    ("status", "body", "is_open"),
    [
        (200, {"count": 135, "results": [{}]}, True),
        (200, {"count": 0, "results": []}, True),
        (200, {"status": "ok"}, False),
        (500, {"results": []}, False),
        (503, {"code": "unavailable"}, False),
    ],
)
def test_the_shop_is_open_only_when_products_are_answered(monkeypatch, status, body, is_open):
    monkeypatch.setattr(
        closing, "ask", lambda *_args, **_options: (status, json.dumps(body).encode())
    )

    if is_open:
        closing.check_shop_answers(OPTIONS)
        return
    with pytest.raises(LaunchError, match="does not answer with products"):
        closing.check_shop_answers(OPTIONS)


def test_the_closing_words_name_the_engines_without_passwords():
    words = closing.describe_shop(OPTIONS, {"DATABASE_URL": "postgres://me:secret@db:5432/heron"})

    assert "postgres://db:5432/heron" in words
    assert "secret" not in words


@pytest.fixture
def plain_shell(monkeypatch):
    for name in ("DJANGO_SETTINGS_MODULE", "HERON_VAR_DIR", "DATABASE_URL", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


RUNNING = {"PUBLIC_URL": "http://localhost:8302", "DATABASE_URL": "postgres://db/heron"}


def test_a_plain_shell_finds_the_settings_of_the_running_shop(plain_shell, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///mine")
    for name in ("HERON_VAR_DIR", "PUBLIC_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)

    with noted_as_running(RUNNING):
        take_over_settings()

    assert os.environ["PUBLIC_URL"] == "http://localhost:8302"
    assert os.environ["DATABASE_URL"] == "sqlite:///mine"
    assert "http://localhost:8302" in capsys.readouterr().err
    assert list_running_shops() == []


def test_a_shop_that_was_killed_is_not_taken_for_a_running_one(plain_shell, monkeypatch):
    dead = ProcessMark(pid=os.getpid(), began="another moment")
    monkeypatch.setattr(ProcessMark, "of", classmethod(lambda cls, pid: dead))

    with noted_as_running(RUNNING):
        take_over_settings()

    assert "PUBLIC_URL" not in os.environ


def test_chosen_settings_are_left_alone(plain_shell, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "infra.settings.production")

    with noted_as_running(RUNNING):
        take_over_settings()

    assert "PUBLIC_URL" not in os.environ


def test_the_question_can_be_asked_as_a_program(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-m", "infra.preparation"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "infra.settings.development",
            "HERON_VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(answer.stdout) == {
        "schema": False,
        "demo": False,
        "search": False,
        "assistant": False,
    }
    assert not (tmp_path / "none.sqlite3").exists()


def test_the_real_engines_are_one_option_away(monkeypatch, console):
    found = {"DATABASE_URL": "postgres://here/heron", "REDIS_URL": "redis://here/0"}
    monkeypatch.setattr(start, "start_all", lambda _console: None)
    monkeypatch.setattr(start, "settings_of_answering", lambda: found)
    monkeypatch.setenv("DATABASE_URL", "postgres://mine/heron")
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.delenv("REDIS_URL")

    assert parse_options(["--services"]).has_services
    start.use_services(console)

    environment = shop_environment(OPTIONS)
    assert environment["DATABASE_URL"] == "postgres://mine/heron"
    assert environment["REDIS_URL"] == "redis://here/0"
