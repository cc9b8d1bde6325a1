"""What may stand on a page."""

from .leaves import LeafBody
from .nesting import ColumnsBlock, ReusableBlock, TabsBlock
from .slots import SlotBlock


class PageBody(LeafBody):
    """Everything, in any order."""

    columns = ColumnsBlock()
    tabs = TabsBlock()
    reusable = ReusableBlock()
    slot = SlotBlock()

    class Meta:
        block_counts = {"hero": {"max_num": 3}, "slot": {"max_num": 6}}
