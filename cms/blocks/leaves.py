"""All blocks that hold no other blocks, in any order."""

from wagtail import blocks

from .forms import FormBlock
from .media import GalleryBlock, HotspotsBlock, PictureBlock, VideoBlock
from .pictures import HeroBlock, ImageTextBlock, UspRowBlock
from .products import CategoryTilesBlock, ComparisonBlock, ProductRailBlock
from .texts import AccordionBlock, CountdownBlock, QuoteBlock, RichTextBlock


class LeafBody(blocks.StreamBlock):
    hero = HeroBlock()
    image_text = ImageTextBlock()
    rich_text = RichTextBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    product_rail = ProductRailBlock()
    category_tiles = CategoryTilesBlock()
    usp_row = UspRowBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    hotspots = HotspotsBlock()
    comparison = ComparisonBlock()
    countdown = CountdownBlock()
    form = FormBlock()


class SpreadBody(blocks.StreamBlock):
    """What a lookbook is made of: pictures first, and few words between them."""

    hotspots = HotspotsBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    rich_text = RichTextBlock()
    product_rail = ProductRailBlock()
