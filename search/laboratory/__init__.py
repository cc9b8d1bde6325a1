"""Whether the search finds what is meant: judged queries, their figures, and a gate for drafts.

An app of its own that may be left out (`SEARCH_LABORATORY=false`). It plugs into the search by
`search.registry` and Wagtail's hooks; the search does not know it.
"""
