"""Answering with a language model, which acts through the tools and says only what the shop has said."""
