"""What a browser sees of Stripe: the script that stands in for its own, and the bank's question."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from infra.fakes.service import Reply

from .state import Object

SCRIPT = Path(__file__).with_name("stand_in.js")
FIELDS = Path(__file__).with_name("fields.html")
HTML = "text/html; charset=utf-8"
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"></head>
<body style="font:16px/1.5 sans-serif;margin:2rem;background:#fff;color:#222">{body}</body></html>"""
_ASK = """<h1 style="font-size:1.25rem">Is it you?</h1>
<p>Your bank wants to know that you are paying {amount}.</p>
<form method="post"><button name="outcome" value="complete">Complete authentication</button>
<button name="outcome" value="fail">Fail authentication</button></form>"""
_DONE = """<p>Done.</p><script>parent.postMessage({{standIn: "{said}"}}, "*")</script>"""
_WALLET = """<h1 style="font-size:1.25rem">Google Pay</h1><p>A shop asks for {amount}.</p>
<button>Pay</button> <button>Cancel</button>
<script>for (const button of document.querySelectorAll("button")) button.onclick = () =>
  parent.postMessage({{standIn: button.textContent.toLowerCase()}}, "*")</script>"""


def script() -> Reply:
    """Return the script in the place of Stripe.js."""
    return _file(SCRIPT, "text/javascript; charset=utf-8")


def fields() -> Reply:
    """Return the page with the fields of an element, which stands in a frame of the script."""
    return _file(FIELDS, HTML)


def wallet(asked: Object) -> Reply:
    """Return the page on which the customer tells the wallet to pay."""
    return _page("Google Pay", _WALLET.format(amount=_amount(asked)))


def ask(intent: Object) -> Reply:
    """Return the page on which the customer tells the bank that it is them."""
    return _page("Your bank", _ASK.format(amount=_amount(intent)))


def answered(intent: Object, back: str) -> Reply:
    """Return the way back: to the page that the customer came from, or to the script around this one."""
    if not back:
        return _page("Your bank", _DONE.format(said=intent["id"]))
    return Reply(303, b"", {"Location": with_outcome(intent, back)})


def with_outcome(intent: Object, back: str) -> str:
    """Return the address with what Stripe adds to it."""
    is_good = intent["status"] in ("succeeded", "requires_capture", "processing")
    name = intent["object"]
    added = urlencode(
        {
            name: intent["id"],
            f"{name}_client_secret": intent["client_secret"],
            "redirect_status": "succeeded" if is_good else "failed",
        }
    )
    return f"{back}{'&' if urlsplit(back).query else '?'}{added}"


def _amount(asked: Object) -> str:
    return escape(f"{asked.get('amount', 0)} {asked.get('currency', '')}")


def _file(path: Path, kind: str) -> Reply:
    headers = {"Content-Type": kind, "Cache-Control": "no-store"}
    return Reply(content=path.read_bytes(), headers=headers)


def _page(title: str, body: str) -> Reply:
    content = _PAGE.format(title=title, body=body).encode()
    return Reply(content=content, headers={"Content-Type": HTML})
