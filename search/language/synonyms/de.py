"""Built-in German synonyms for shops."""

from typing import Final

# One line, one meaning.
SAME: Final = """
"""

# What belongs to a kind: who types the kind finds the members as well.
KINDS: Final = """
"""
