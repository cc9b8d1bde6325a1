"""The texts of our own packages in other languages: collected from the source, kept as `.po` files.

What Django reads are the compiled `.mo` files. They are made from the `.po` files and not committed.
"""
