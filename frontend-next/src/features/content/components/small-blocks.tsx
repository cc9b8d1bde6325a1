import { RichText } from "@/components/ui/rich-text"
import { Accordion } from "@/features/content/components/accordion"
import { SinglePicture } from "@/features/content/components/gallery"
import { Quote } from "@/features/content/components/quote"
import { Video } from "@/features/content/components/video"
import { reportUnknown } from "@/features/content/unknown"
import type { SmallBlock } from "@/lib/api/types"

/** What stands in a column or behind a tab. */
export function SmallBlocks({ blocks }: { blocks: SmallBlock[] }) {
  return (
    <div data-slot="small-blocks" className="flex flex-col gap-8">
      {blocks.map((block) => (
        <SmallBlockView key={block.id} block={block} />
      ))}
    </div>
  )
}

function SmallBlockView({ block }: { block: SmallBlock }) {
  switch (block.type) {
    case "rich_text":
      return <RichText html={block.value.html} className="max-w-[68ch]" />
    case "picture":
      return <SinglePicture value={block.value} />
    case "video":
      return <Video value={block.value} />
    case "quote":
      return <Quote value={block.value} isSmall />
    case "accordion":
      return <Accordion value={block.value} />
    default:
      return reportUnknown(block)
  }
}
