"""Production starts only with secrets of its own, and tells what is still as on a laptop."""

import json
import os
import re
import secrets
import subprocess
import sys
from types import SimpleNamespace

import pytest

from infra.launch.places import ROOT
from infra.settings.secret_strength import weakness_of

SECRETS = {
    "SECRET_KEY": "k8Jx2vQw9ZrT5yLm3NpB7cHd1FgS6aEu0WiXo4Rt",
    "API_CHANNEL_KEY": "Tz5mQe8Ln2Ks7Vb1Xc9Hd4Gf6Ja3Wp0Ry8Uo2Ti5",
    "REVALIDATE_SECRET": "b3f1c87a90d24e6f8a1b5c7d9e0f2a4b6c8d0e1f3a5b",
    "INTEGRATION_KEYS": "2026:p4Xr8Tn2Vc6Yq1Wz9Lk3Hs7Bd5Gf0JmQ",
    "ALLOWED_HOSTS": "shop.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://shop.example.com",
}
FIT = {
    "PUBLIC_URL": "https://api.shop.example.com",
    "STOREFRONT_URL": "https://shop.example.com",
    "EMAIL_URL": "smtp+tls://shop:secret@mail.example.com:587",
    "DEFAULT_FROM_EMAIL": "hello@shop.example.com",
    "DATABASE_URL": "postgres://heron:heron@db/heron",
    "REDIS_URL": "redis://queue/0",
    "ELASTICSEARCH_URL": "http://search:9200",
}
LAPTOP = dict.fromkeys((*FIT, "EMAIL_BACKEND"))


# What reading settings takes is loading libraries: here that is done once, for a child of each test.
READER = """
import gc, json, os, sys, traceback
import infra.settings.production

gc.freeze()
for line in sys.stdin:
    environment, code, folder = json.loads(line)
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.clear()
    os.environ.update(environment)
    for name in [name for name in sys.modules if name.partition(".")[0] in {"infra", "commerce"}]:
        del sys.modules[name]
    failed = 0
    try:
        exec(code, {})
    except Exception:
        traceback.print_exc()
        failed = 1
    sys.stdout.flush()
    os._exit(failed)
"""


def environment_of(tmp_path, **changes):
    environment = {**os.environ, **SECRETS, "HERON_VAR_DIR": str(tmp_path), **LAPTOP, **changes}
    return {name: value for name, value in environment.items() if value is not None}


def run(tmp_path, *arguments, **changes):
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment_of(tmp_path, **changes),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


LOAD = "import infra.settings.production as p; print(p.DEBUG, p.SESSION_COOKIE_SECURE)"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with subprocess.Popen(
        [sys.executable, "-c", READER],
        env=environment_of(tmp_path_factory.mktemp("var")),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def read(reader, tmp_path):
    """Run code that reads the settings in a process whose environment has the changes."""

    def run_code(code=LOAD, **changes):
        asked = (environment_of(tmp_path, **changes), code, str(tmp_path))
        reader.stdin.write(json.dumps(asked) + "\n")
        reader.stdin.flush()
        returncode = int(reader.stdout.readline())
        written = {name: (tmp_path / name).read_text() for name in ("stdout", "stderr")}
        return SimpleNamespace(returncode=returncode, **written)

    return run_code


def check_deployment(tmp_path, **changes):
    changes = {"DJANGO_SETTINGS_MODULE": "infra.settings.production", **changes}
    answer = run(tmp_path, "manage.py", "check", "--deploy", **changes)
    return answer, sorted(set(re.findall(r"heron\.[EW]\d+", answer.stderr + answer.stdout)))


def test_starts_with_its_own_secrets(tmp_path):
    result = run(tmp_path, "-c", LOAD)

    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["False", "True"]


def test_settings_that_are_read_side_by_side_do_not_know_each_other(read):
    assert read(SECRET_KEY="short").returncode == 1

    assert read().stdout.split() == ["False", "True"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "API_CHANNEL_KEY", "REVALIDATE_SECRET"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "short",
        "development-only-secret-key-that-production-refuses",
        "a" * 59,
        "ab" * 30,
        "0123456789" * 6,
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "change-me-k8Jx2vQw9ZrT5yLm3NpB7cHd1FgS6aEu0W",
    ],
)
def test_refuses_a_missing_short_or_default_secret(read, name, value):
    result = read(**{name: value})

    assert result.returncode != 0
    assert f"{name} must be set" in result.stderr


def test_refuses_one_secret_for_everything(read):
    result = read(API_CHANNEL_KEY=SECRETS["SECRET_KEY"])

    assert result.returncode != 0
    assert "must be different from each other" in result.stderr


@pytest.mark.parametrize("keys", [None, "", "2026", "2026:short", f"2026:{'ab' * 30}"])
def test_refuses_to_keep_secrets_of_providers_under_a_weak_key(read, keys):
    result = read(INTEGRATION_KEYS=keys)

    assert result.returncode != 0
    assert "INTEGRATION_KEYS" in result.stderr


def test_refuses_the_secret_key_as_a_key_of_secrets(read):
    result = read(INTEGRATION_KEYS=f"2026:{SECRETS['SECRET_KEY']}")

    assert result.returncode != 0
    assert "must be different from each other" in result.stderr


@pytest.mark.parametrize("hosts", [None, "", "*", "shop.example.com,*"])
def test_refuses_hosts_that_anybody_may_name(read, hosts):
    result = read(ALLOWED_HOSTS=hosts)

    assert result.returncode != 0
    assert "ALLOWED_HOSTS must name the hosts" in result.stderr


@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_every_random_secret_of_enough_characters_is_taken(size):
    for _ in range(200):
        for secret in (secrets.token_hex(size), secrets.token_urlsafe(size + 8)):
            assert weakness_of(secret) == ""


def test_everything_that_is_still_as_on_a_laptop_is_told(tmp_path):
    _answer, found = check_deployment(
        tmp_path, ALLOWED_HOSTS="localhost", CSRF_TRUSTED_ORIGINS="http://localhost:8000"
    )

    assert found == [
        *("heron.W001", "heron.W003", "heron.W004", "heron.W005"),
        *("heron.W007", "heron.W008", "heron.W009", "heron.W010", "heron.W011"),
    ]


def test_a_shop_that_is_fit_for_users_has_nothing_to_tell(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text(
        '{"paths": {}, "version": "1.1", "hash": ""}'
    )

    answer, found = check_deployment(tmp_path, **FIT)

    assert found == []
    assert answer.returncode == 0, answer.stderr


def test_development_settings_are_no_deployment(tmp_path):
    answer, found = check_deployment(
        tmp_path, DJANGO_SETTINGS_MODULE="infra.settings.development", **dict.fromkeys(SECRETS)
    )

    assert {"heron.E001", "heron.E002", "heron.E004"} <= set(found)
    assert answer.returncode != 0


def test_each_start_in_production_warns_and_probes_need_no_tls(tmp_path):
    code = (
        "import infra.wsgi; from django.test import Client; client = Client();"
        "print([client.get(path, HTTP_HOST='shop.example.com').status_code"
        " for path in ('/api/v1/health/live', '/api/v1/products/')])"
    )

    answer = run(
        tmp_path, "-c", code, DJANGO_SETTINGS_MODULE="infra.settings.production", LOG_FORMAT="json"
    )

    assert "[200, 301]" in answer.stdout, answer.stderr
    assert "Letters are printed, not sent" in answer.stderr
    assert "heron.W011" in answer.stderr


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, ("console", "localhost", 25, False, False, "")),
        ("smtp://mail:2525", ("smtp", "mail", 2525, False, False, "")),
        ("smtp+tls://me:pass%40word@mail:587", ("smtp", "mail", 587, True, False, "pass@word")),
        ("smtp+ssl://me:word@mail:465", ("smtp", "mail", 465, False, True, "word")),
    ],
)
def test_the_mail_server_is_one_setting(read, url, expected):
    code = (
        "import infra.settings.development as s; print((s.EMAIL_BACKEND.split('.')[-2],"
        " s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_HOST_PASSWORD))"
    )

    answer = read(code, EMAIL_URL=url)

    assert answer.stdout.strip() == str(expected), answer.stderr
