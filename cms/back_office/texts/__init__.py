"""The desk of those who translate the texts of the shop: products, categories, offers and the like."""

from .menu import text_desk_item, text_desk_permissions, text_desk_urls

__all__ = ["text_desk_item", "text_desk_permissions", "text_desk_urls"]
