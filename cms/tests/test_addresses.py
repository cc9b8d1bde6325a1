"""Where a link may lead."""

import pytest
from django.core.exceptions import ValidationError

from cms.addresses import is_safe_address
from cms.blocks import LinkBlock
from cms.blocks.products import ProductRailBlock


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/products?sort=newest&page=2#top",
        "/über-uns/",
        "https://example.com",
        "https://www.example.com:8443/a/b?c=d#e",
        "https://xn--bcher-kva.example/",
    ],
)
def test_paths_and_https_addresses_are_fine(address):
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "about",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a b",
        "/a\nb",
        "/\tevil",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "http://example.com",
        "https:example.com",
        "https:///example.com",
        "https://",
        "https://user@evil.example",
        "https://example.com@evil.example",
        "https://evil.example\\@example.com",
        "https://exa mple.com",
        "https://localhost",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://example.com:port/",
        "https://example.com/<script>",
        "https://example.com/\r\nX-Evil: 1",
        "mailto:a@b.example",
        "/" + "a" * 2001,
    ],
)
def test_everything_else_is_refused(address):
    assert not is_safe_address(address)


def link(**parts):
    return LinkBlock().normalize(parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"label": "Go"},
        {"address": "/about"},
        {"label": "Go", "address": "javascript:alert(1)"},
    ],
)
def test_a_link_needs_a_text_and_one_safe_target(parts):
    with pytest.raises(ValidationError):
        LinkBlock().clean(link(**parts))


def test_a_link_has_one_target_only(home):
    with pytest.raises(ValidationError):
        LinkBlock().clean(link(label="Go", page=home, address="/about"))


def test_an_optional_link_may_be_empty_but_not_half_filled():
    block = LinkBlock(required=False, is_optional=True)

    assert block.clean(block.normalize({}))["label"] == ""
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"label": "Go"}))


@pytest.mark.parametrize("parts", [{"source": "manual"}, {"source": "category"}, {"limit": 25}])
def test_a_rail_needs_what_its_rule_needs(parts):
    block = ProductRailBlock()

    with pytest.raises(ValidationError):
        block.clean(block.normalize(parts))
