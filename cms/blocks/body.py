"""What may stand on a page."""

from wagtail import blocks

from .pictures import HeroBlock, ImageTextBlock, UspRowBlock
from .products import CategoryTilesBlock, ProductRailBlock
from .texts import AccordionBlock, QuoteBlock, RichTextBlock


class PageBody(blocks.StreamBlock):
    """Everything, in any order."""

    hero = HeroBlock()
    image_text = ImageTextBlock()
    rich_text = RichTextBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    product_rail = ProductRailBlock()
    category_tiles = CategoryTilesBlock()
    usp_row = UspRowBlock()

    class Meta:
        block_counts = {"hero": {"max_num": 3}}
