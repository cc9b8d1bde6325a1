"""Translations of what is written in Wagtail: the glossary, the language model, the report."""
