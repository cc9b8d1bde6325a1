"""What is known of all products of an index, one array for each thing that is known.

Products are numbered from 0 in the order of their ids: their ordinals. Tables are never changed;
a change makes a new table out of an old one.
"""

from .table import Table

__all__ = ["Table"]
