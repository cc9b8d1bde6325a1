"""The one model of a search, spoken by every engine.

`words` is what is looked for, `filters` what it is narrowed down to, `question` the whole, and
`answer` what an engine finds. Nothing here knows an engine, a language or a database.
"""
