"""The measurement of a colour: it reads pages as readers do, and fails where they wait too long."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from infra.bench import branding


@pytest.fixture
def storefront(monkeypatch):
    """A storefront that has the colour from the third answer on; yields how often it was asked."""
    asked = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            colour = "#7a1f20" if len(asked) > 2 else "#b4552d"
            body = f'<html style="--color-moss:#2f4538;--color-rust:{colour}">'.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("STOREFRONT_URL", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setattr(branding, "PAUSE_SECONDS", 0)
        yield asked
        server.shutdown()


def test_a_reader_asks_until_the_colour_is_there(storefront, monkeypatch):
    branding._wait_for("#7a1f20", since=branding.time.perf_counter())
    assert storefront == ["/en"] * 3
    monkeypatch.setattr(branding, "PATIENCE_SECONDS", 0)
    with pytest.raises(SystemExit, match="#7a1f99 was not seen"):
        branding._wait_for("#7a1f99", since=branding.time.perf_counter())


def test_one_of_twenty_who_waits_too_long_fails_it(capsys):
    branding._judge([0.2] * 49 + [9.0])
    assert capsys.readouterr().out == "save until seen: p50 200 ms, p95 200 ms\n"
    with pytest.raises(SystemExit, match="longer than 2 seconds"):
        branding._judge([0.2] * 45 + [2.1] * 5)
