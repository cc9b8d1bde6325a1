"""The list of decisions, from the titles of their pages."""

from infra.launch.places import ROOT

HEAD = """\
# Decisions that bind others

One page each, written when it was decided; what came later stands in a later one. Written by `make papers`.
"""


def paper() -> str:
    """One line for each decision, in the order they were made."""
    pages = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    titles = [(page.name, page.read_text().partition("\n")[0].lstrip("# ")) for page in pages]
    return "\n".join([HEAD, *(f"- [{title}]({name})" for name, title in titles), ""])
