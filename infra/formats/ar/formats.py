"""Dates with their time: Django has none in Arabic, and would write the month first, as Americans do."""

DATETIME_FORMAT = "j F، Y، g:i A"
SHORT_DATETIME_FORMAT = "d\u200f/m\u200f/Y، g:i A"
