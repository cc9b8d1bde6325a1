"""The house is in order, and the rules would notice if it were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.tests import house

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_house_is_in_order():
    assert house.findings(REPOSITORY) == []


def found_in(root: Path, path: str, source: str) -> list[str]:
    file = root / path
    file.parent.mkdir(parents=True)
    file.write_text(source)
    return house.findings(root)


@pytest.mark.parametrize(
    ("path", "source", "finding"),
    [
        ("commerce/core/x.py", "import cms", "commerce may not import cms"),
        ("cms/x.py", "from search.services import find", "cms may not import search"),
        (
            "commerce/core/x.py",
            "def late():\n    from commerce.cart import services",
            "commerce.core may not import commerce.cart",
        ),
        (
            "commerce/inventory/x.py",
            "from commerce.loyalty.events import PointsEarned",
            "commerce.inventory may not import commerce.loyalty",
        ),
        ("commerce/cart/models.py", "from . import services", "models may not import services"),
        ("cms/models/pages.py", "from ..hooks import x", "models may not import hooks"),
        (
            "commerce/cart/api/v1/views.py",
            "from ...dashboard import x",
            "api may not import dashboard",
        ),
        (
            "commerce/cart/x.py",
            "from commerce.tenancy.models import Channel",
            "models is private to commerce.tenancy",
        ),
        (
            "cms/x.py",
            "from commerce.oscar.catalogue.abstract import x",
            "only the slices reach into oscar; others use its models",
        ),
        ("commerce/oscar/catalogue/extras.py", "", "has no twin in oscar/apps"),
        ("cms/long.py", "\n" * 401, "the file has 401 lines; split it by subject"),
        ("cms/long.py", "def f():\n" + "    pass\n" * 60, "f has 61 lines"),
    ],
)
def test_what_breaks_a_rule_is_found(tmp_path, path, source, finding):
    (found,) = found_in(tmp_path, path, source)

    assert found.startswith(f"{path}:")
    assert finding in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("infra/x.py", "from commerce.catalogue.models import anything"),
        ("cms/x.py", "from commerce.cart.selectors import get_product"),
        ("cms/x.py", "from commerce.oscar.catalogue.models import Product"),
        ("cms/x.py", "from commerce.core.money import Money"),
        ("cms/services.py", "from . import selectors"),
        ("commerce/cart/x.py", "from commerce.oscar.basket.utils import x"),
        (
            "commerce/core/x.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cms import models",
        ),
        ("commerce/core/tests/test_x.py", "import infra, cms"),
        ("commerce/core/migrations/0001_x.py", "\n" * 1000),
        ("commerce/oscar/catalogue/models.py", ""),
        ("commerce/oscar/catalogue/migrations/0001_x.py", ""),
    ],
)
def test_what_the_rules_allow_is_not_found(tmp_path, path, source):
    assert found_in(tmp_path, path, source) == []
