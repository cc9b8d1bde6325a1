"""Formatted text as lines that models and people can write, and back.

A paragraph is a line between empty ones; "- " begins an item of a list, "1. " one of a numbered list,
"## " to "#### " a heading. A link is "[[words|1]]", the number being its place in the text it stood in.
Everything else is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.utils.html import escape

MARKS: Final = {"ul": "- ", "ol": "1. ", "h2": "## ", "h3": "### ", "h4": "#### ", "p": ""}
_MARK: Final = re.compile(r"(#{2,4} |[-*•] |\d{1,2}[.)] )?(.*)", re.DOTALL)
_LINK: Final = re.compile(r"\[\[([^\[\]|\n]+)\|(\d{1,3})\]\]")
_NO_MARKS: Final = str.maketrans("[]|", "()/")
# What cannot be told in lines, and would be lost.
_KEPT_APART: Final = ("img", "table", "figure", "embed", "hr", "iframe", "dl")
_BLOCKS: Final = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")


def has_more_than_lines(html: str) -> bool:
    """Whether the text has pictures or tables, which lines cannot hold."""
    return BeautifulSoup(html, "html.parser").find(_KEPT_APART) is not None


def to_lines(html: str, *, with_links: bool = False) -> str:
    """Return formatted text as lines; emphasis is lost, and links unless they are asked for."""
    if with_links:
        html = _numbered(html)
    if "<" not in html:
        return "\n\n".join(
            filter(None, map(_tidy, BeautifulSoup(html, "html.parser").text.split("\n\n")))
        )
    told = list(_blocks(BeautifulSoup(html, "html.parser")))
    lines = []
    for (mark, text), before in zip(told, [("", ""), *told], strict=False):
        is_list = mark in (MARKS["ul"], MARKS["ol"])
        lines.append(("\n" if is_list and before[0] == mark else "\n\n") + mark + text)
    return "".join(lines).strip()


def links_in(lines: str) -> set[str]:
    """Return the numbers of the links in lines."""
    return {number for _words, number in _LINK.findall(lines)}


def to_html(lines: str, *, links_of: str = "") -> str:
    """Return lines as formatted text; whatever looks like mark-up in them is words.

    Links lead where those of the formatted text `links_of` do; numbers that it has not are left out.
    """
    if links := _links_of(links_of):
        return _linked(to_html(lines), links)
    read = [split(line) for line in lines.splitlines() if line.strip()]
    return "".join(
        _html(mark, [escape(text) for _mark, text in group])
        for mark, group in groupby(read, key=lambda each: each[0])
    )


def _numbered(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for number, link in enumerate(soup.find_all("a"), 1):
        words = _tidy(link.text).translate(_NO_MARKS)
        link.replace_with(f"[[{words}|{number}]]" if words else "")
    return str(soup)


def _links_of(html: str) -> list[Tag]:
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    return list(soup.find_all("a"))


def _linked(html: str, links: list[Tag]) -> str:
    def link(found: re.Match[str]) -> str:
        number = int(found[2])
        if not 0 < number <= len(links):
            return found[1]
        pairs = (f'{name}="{escape(value)}"' for name, value in links[number - 1].attrs.items())
        return f"<a {' '.join(pairs)}>{found[1]}</a>"

    return _LINK.sub(link, html)


def split(line: str) -> tuple[str, str]:
    """Return the mark of a line, and its words."""
    found = _MARK.fullmatch(line.strip())
    mark, text = (found[1] or "", found[2]) if found else ("", line)
    if mark[:1] in ("-", "*", "•"):
        mark = MARKS["ul"]
    elif mark[:1].isdigit():
        mark = MARKS["ol"]
    return mark, text.strip()


def _html(mark: str, texts: list[str]) -> str:
    tag = next(name for name, each in MARKS.items() if each == mark)
    if tag in ("ul", "ol"):
        return f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def _blocks(inside: Tag) -> Iterator[tuple[str, str]]:
    words = ""
    for child in inside.children:
        is_block = isinstance(child, Tag) and (
            child.name in _BLOCKS or child.find(_BLOCKS) is not None
        )
        if isinstance(child, Tag) and is_block:
            yield from _whole("", words)
            words = ""
            if child.find(_BLOCKS) is not None:
                yield from _blocks(child)
            else:
                yield from _whole(_mark_of(child), child.text)
        elif isinstance(child, Tag | NavigableString):
            words += "\n" if isinstance(child, Tag) and child.name == "br" else child.text
    yield from _whole(_mark_of(inside) if inside.name == "li" else "", words)


def _whole(mark: str, words: str) -> Iterator[tuple[str, str]]:
    if text := _tidy(words):
        yield mark, text


def _mark_of(tag: Tag) -> str:
    if tag.name == "li":
        return MARKS["ol" if tag.parent is not None and tag.parent.name == "ol" else "ul"]
    return MARKS.get(tag.name, "")


def _tidy(words: str) -> str:
    return " ".join(words.split())
