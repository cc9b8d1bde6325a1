import { Accordion } from "@/features/content/components/accordion"
import { CategoryTiles } from "@/features/content/components/category-tiles"
import { Hero } from "@/features/content/components/hero"
import { ImageText } from "@/features/content/components/image-text"
import { ProductRail } from "@/features/content/components/product-rail"
import { Quote } from "@/features/content/components/quote"
import { UspRow } from "@/features/content/components/usp-row"
import { RichText } from "@/components/ui/rich-text"
import type { Block } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type BlockListProps = { blocks: Block[]; currency: string }

/** The body of a page. The first block may carry the page's own heading and its first picture. */
export function BlockList({ blocks, currency }: BlockListProps) {
  return (
    <div data-slot="block-list" className="flex flex-col gap-[clamp(3.5rem,8vw,7rem)]">
      {blocks.map((block, index) => (
        <div key={block.id} data-block={block.type} className={cn(!fillsWidth(block) && "page")}>
          <BlockView block={block} currency={currency} isFirst={index === 0} />
        </div>
      ))}
    </div>
  )
}

function fillsWidth(block: Block): boolean {
  return block.type === "hero" || block.type === "quote"
}

function BlockView({ block, currency, isFirst }: { block: Block; currency: string; isFirst: boolean }) {
  switch (block.type) {
    case "hero":
      return <Hero value={block.value} isFirst={isFirst} />
    case "product_rail":
      return <ProductRail value={block.value} currency={currency} />
    case "category_tiles":
      return <CategoryTiles value={block.value} />
    case "rich_text":
      return <RichText html={block.value.html} className="max-w-[68ch] text-lead" />
    case "image_text":
      return <ImageText value={block.value} />
    case "quote":
      return <Quote value={block.value} />
    case "accordion":
      return <Accordion value={block.value} />
    case "usp_row":
      return <UspRow value={block.value} />
    default:
      // An editor may use a block this build does not know yet; the rest of the page still stands.
      return null
  }
}
