"""Rules for search engines: what editors may add, and who sees it."""

import pytest

from cms.models import RobotsRules

ROBOTS = "/api/v1/content/robots/"
RULES = """# Ours
User-agent: *
Disallow: /*/clearance
Allow: /

User-agent: SlowBot/1.0
Crawl-delay: 10
"""


def save(back_office, channel, text):
    return back_office.post("/cms/robots/new/", {"channel": channel.pk, "text": text})


def test_what_is_saved_is_told_at_once(api, back_office, channel, home):
    assert api.get(ROBOTS).json() == {"text": ""}

    assert save(back_office, channel, RULES).status_code == 302

    assert api.get(ROBOTS).json()["text"].splitlines() == RULES.splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Disalow: /", "Line 1: “Disalow: /” is nothing that robots.txt knows."),
        ("# Ours\nDisallow: /", "Line 2: name a User-agent first."),
        ("User-agent: *\nDisallow: cart", "Line 2: “cart” is no path"),
        ("User-agent: *\nCrawl-delay: soon", "Line 2: “soon” is nothing that robots.txt knows."),
        ("User-agent: <script>", "Line 1: "),
    ],
)
def test_a_typing_error_is_refused_by_its_line(back_office, channel, home, text, said):
    answer = save(back_office, channel, text)

    assert answer.status_code == 200
    assert said in answer.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert not RobotsRules.objects.exists()
