"""Formatted texts as lines, and differences as words."""

from __future__ import annotations

import pytest

from chatbot.copilot.differences import difference
from chatbot.copilot.formatting import has_more_than_lines, to_html, to_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One <b>two</b></p><p>Three</p>", "One two\n\nThree"),
        ("<h2>A</h2><ul><li>b</li><li>c</li></ul><ol><li>d</li></ol>", "## A\n\n- b\n- c\n\n1. d"),
        ("Plain words", "Plain words"),
        ("<p>a &amp; b &lt;i&gt;</p>", "a & b <i>"),
        ("", ""),
    ],
)
def test_formatted_text_becomes_lines_and_comes_back(html, lines):
    assert to_lines(html) == lines
    assert to_lines(to_html(lines)) == lines
    assert "<i>" not in to_html(lines)


def test_pictures_are_more_than_lines():
    assert has_more_than_lines('<p><embed embedtype="image" id="3"/></p>')
    assert not has_more_than_lines("<p><b>x</b></p>")


def test_a_difference_is_told_by_words():
    pieces = difference("A lamp of oak.", "A lamp of linen.")
    assert [each.text for each in pieces if each.kind == "deletion"] == ["oak."]
    assert [each.text for each in pieces if each.kind == "addition"] == ["linen."]
