"""Production starts only with secrets of its own."""

import os
import subprocess
import sys

import pytest

SECRETS = {
    "SECRET_KEY": "a-long-and-random-looking-value-0123456789",
    "API_CHANNEL_KEY": "b-long-and-random-looking-value-0123456789",
    "REVALIDATE_SECRET": "c-long-and-random-looking-value-0123456789",
    "ALLOWED_HOSTS": "shop.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://shop.example.com",
}


def load_production(tmp_path, **changes):
    environment = {**os.environ, **SECRETS, "HERON_VAR_DIR": str(tmp_path), **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import infra.settings.production as p; print(p.DEBUG, p.SESSION_COOKIE_SECURE)",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_with_its_own_secrets(tmp_path):
    result = load_production(tmp_path)

    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "API_CHANNEL_KEY", "REVALIDATE_SECRET"])
@pytest.mark.parametrize(
    "value", [None, "", "short", "development-only-secret-key-that-production-refuses"]
)
def test_refuses_a_missing_short_or_default_secret(tmp_path, name, value):
    result = load_production(tmp_path, **{name: value})

    assert result.returncode != 0
    assert f"{name} must be set" in result.stderr
