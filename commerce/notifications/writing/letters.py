"""A letter's parts as responsive HTML, by way of MJML, and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from mjml import mjml2html

from commerce.core.colours import READABLE, contrast, readable_on
from commerce.core.media import media_url
from commerce.notifications.enums import PartType
from commerce.notifications.shapes import Content, FilledPart, Row

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PAPER, INK, FAINT, LINE, WHITE = "#f6f3ee", "#24352f", "#5c6b64", "#e6e0d6", "#ffffff"
FONTS: Final = "Georgia, 'Noto Naskh Arabic', 'Times New Roman', serif"
LOGO_WIDTH: Final = 176
_SAFE_SCHEMES: Final = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a letter is written on: the shop's name, logo and colours, the language.

    The body stays white, for programs that turn letters dark by themselves know how to turn that.
    """

    shop: str
    primary: str
    accent: str
    support_email: str
    locale: str
    logo: str = ""
    ground: str = PAPER
    ink: str = INK

    @property
    def link(self) -> str:
        """The colour of links: the accent, where it can be read on white."""
        return self.accent if contrast(self.accent, WHITE) >= READABLE else self.ink

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.locale)["bidi"] else "ltr"

    @property
    def start(self) -> str:
        return "right" if self.direction == "rtl" else "left"

    @property
    def end(self) -> str:
        return "left" if self.direction == "rtl" else "right"


def paper_of(channel: Channel, locale: str) -> Paper:
    """Return what the channel writes on; its name in the language that is active."""
    shop = channel.branding
    return Paper(
        shop=shop.shown_name,
        primary=shop.primary_colour,
        accent=shop.accent_colour,
        support_email=shop.support_email,
        locale=locale,
        logo=media_url(shop.logo_png.name) if shop.logo_png.name else "",
        ground=_if_readable(shop.background_colour, FAINT, PAPER),
        ink=_if_readable(shop.text_colour, WHITE, INK),
    )


def letter_html(content: Content, paper: Paper) -> str:
    """Return the letter as programs that read mail show it, narrow and wide."""
    body = "".join(_part_mjml(part, paper) for part in content.get("parts", []))
    mjml = f"""<mjml lang="{escape(paper.locale)}" dir="{paper.direction}"><mj-head>
<mj-title>{escape(content["subject"])}</mj-title><mj-preview>{escape(_preview(content))}</mj-preview>
<mj-attributes><mj-all font-family="{FONTS}" color="{paper.ink}"/><mj-text font-size="16px" line-height="1.5"
 align="{paper.start}" padding="8px 32px"/><mj-section padding="0" direction="{paper.direction}"/>
<mj-column direction="{paper.direction}"/>
<mj-table padding="8px 32px" font-size="16px" line-height="1.5"/></mj-attributes></mj-head>
<mj-body background-color="{paper.ground}" width="600px"><mj-section padding="16px 0 0"></mj-section>
{_head_mjml(paper)}
<mj-section background-color="#ffffff" padding="16px 0"><mj-column>{body}</mj-column></mj-section>
<mj-section><mj-column><mj-text font-size="13px" color="{FAINT}" padding="16px 32px 32px">
{_footer_html(content, paper)}</mj-text></mj-column></mj-section></mj-body></mjml>"""
    html: str = mjml2html(mjml)
    return html


def letter_text(content: Content, paper: Paper) -> str:
    """Return the letter for those who read no HTML."""
    parts = [_part_text(part) for part in content.get("parts", [])]
    footer = [paper.shop, paper.support_email, _stop_text(content)]
    return "\n\n".join([*filter(None, parts), "\n".join(filter(None, footer))]) + "\n"


def _preview(content: Content) -> str:
    """What lists of letters show after the subject: the first text that says more than hello."""
    texts = [part["text"] for part in content.get("parts", []) if part["type"] == PartType.TEXT]
    return next((text for text in texts[1:2] or texts), "")[:140]


def _head_mjml(paper: Paper) -> str:
    """The logo on white over a line in the shop's colour, or the name on that colour."""
    if not paper.logo:
        return (
            f'<mj-section background-color="{paper.primary}"><mj-column><mj-text font-size="22px" '
            f'padding="24px 32px" color="{readable_on(paper.primary)}">{escape(paper.shop)}'
            "</mj-text></mj-column></mj-section>"
        )
    source, words = escape(_link(paper.logo)), escape(paper.shop)
    return (
        f'<mj-section background-color="{WHITE}" border-bottom="4px solid {paper.primary}"><mj-column>'
        f'<mj-image src="{source}" alt="{words}" width="{LOGO_WIDTH}px" align="{paper.start}" '
        'padding="24px 32px" font-size="22px"/></mj-column></mj-section>'
    )


def _if_readable(colour: str, against: str, otherwise: str) -> str:
    return colour if contrast(colour, against) >= READABLE else otherwise


def _part_mjml(part: FilledPart, paper: Paper) -> str:
    match part["type"]:
        case PartType.HEADING:
            return f'<mj-text font-size="22px" font-weight="bold">{_lines_html(part["text"])}</mj-text>'
        case PartType.NOTE:
            words = _lines_html(part["text"])
            return f'<mj-text font-size="14px" color="{FAINT}">{words}</mj-text>'
        case PartType.BUTTON:
            return _button_mjml(part, paper)
        case PartType.LINES:
            rows = "".join(_row_html(row, paper) for row in part["rows"])
            return f"<mj-table>{rows}</mj-table>"
        case PartType.PRODUCTS:
            rows = "".join(_product_html(row, paper) for row in part["rows"])
            return f"<mj-table>{rows}</mj-table>"
        case PartType.PICTURE:
            source, words = escape(_link(part["url"])), escape(part["text"])
            return f'<mj-image src="{source}" alt="{words}" padding="8px 32px"/>' if source else ""
        case PartType.DIVIDER:
            return f'<mj-divider border-width="1px" border-color="{LINE}" padding="12px 32px"/>'
    return f"<mj-text>{_lines_html(part['text'])}</mj-text>"


def _button_mjml(part: FilledPart, paper: Paper) -> str:
    return (
        f'<mj-button href="{escape(_link(part["url"]))}" align="{paper.start}" padding="12px 32px" '
        f'inner-padding="12px 20px" background-color="{paper.accent}" border-radius="2px" '
        f'color="{readable_on(paper.accent)}" font-size="16px">{escape(part["text"])}</mj-button>'
    )


def _row_html(row: Row, paper: Paper) -> str:
    title = _titled(row, paper)
    if row.get("strong"):
        title = f"<strong>{title}</strong>"
    amount = escape(row.get("amount", ""))
    amount = f"<strong>{amount}</strong>" if row.get("strong") else amount
    note = f"<br><small>{_lines_html(row['note'])}</small>" if row.get("note") else ""
    edge = f"border-bottom:1px solid {LINE};padding:6px 0"
    return (
        f'<tr><td style="{edge};text-align:{paper.start}">{title}{note}</td>'
        f'<td style="{edge};text-align:{paper.end};white-space:nowrap;vertical-align:top">{amount}</td></tr>'
    )


def _product_html(row: Row, paper: Paper) -> str:
    picture = escape(_link(row.get("picture", "")))
    shown = (
        f'<img src="{picture}" alt="" width="72" style="display:block;width:72px">'
        if picture
        else ""
    )
    cell = f'<td width="88" style="padding:6px 0">{shown}</td>' if picture else ""
    return f"<tr>{cell}{_row_html(row, paper).removeprefix('<tr>')}"


def _titled(row: Row, paper: Paper) -> str:
    words, link = escape(row.get("title", "")), escape(_link(row.get("url", "")))
    return f'<a href="{link}" style="color:{paper.link}">{words}</a>' if link else words


def _footer_html(content: Content, paper: Paper) -> str:
    said = " · ".join(escape(each) for each in (paper.shop, paper.support_email) if each)
    stop = escape(_link(content.get("unsubscribe_url", "")))
    if not stop:
        return said
    return f'<a href="{stop}" style="color:{FAINT}">{escape(_("No more letters of this kind"))}</a><br>{said}'


def _part_text(part: FilledPart) -> str:
    match part["type"]:
        case PartType.BUTTON:
            return f"{part['text']}:\n{part['url']}"
        case PartType.LINES:
            return "\n".join(_row_text(row, ": ") for row in part["rows"])
        case PartType.PRODUCTS:
            return "\n\n".join(_row_text(row, " – ") for row in part["rows"])
        case PartType.DIVIDER:
            return "—" * 8
    return part.get("text", "").strip()


def _row_text(row: Row, between: str) -> str:
    first = between.join(filter(None, (row.get("title", ""), row.get("amount", ""))))
    more = "\n".join(f"  {line}" for line in row.get("note", "").splitlines())
    return "\n".join(filter(None, (first, more, row.get("url", ""))))


def _stop_text(content: Content) -> str:
    stop = content.get("unsubscribe_url", "")
    return f"\n{_('No more letters of this kind')}:\n{stop}" if stop else ""


def _lines_html(words: str) -> str:
    return "<br>".join(escape(line) for line in words.strip().splitlines())


def _link(url: str) -> str:
    """The address, if it is one that a letter may lead to."""
    return url if url.lower().startswith(_SAFE_SCHEMES) else ""
