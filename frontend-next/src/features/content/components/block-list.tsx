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

type BlockListProps = {
  blocks: Block[]
  currency: string
  /** Whether the first block carries the heading of the page. */
  hasPageHeading?: boolean
  /** Whether pictures and grounds reach from edge to edge. */
  isWide?: boolean
}

/** The body of a page. */
export function BlockList({ blocks, currency, hasPageHeading = false, isWide = false }: BlockListProps) {
  return (
    <div data-slot="block-list" className="flex flex-col gap-[clamp(3.5rem,8vw,7rem)]">
      {blocks.map((block, index) => (
        <div
          key={block.id}
          data-block={block.type}
          data-block-id={block.id}
          className={cn(!(isWide && fillsWidth(block)) && "page")}
        >
          <BlockView
            block={block}
            currency={currency}
            isFirst={index === 0}
            isHeading={hasPageHeading && index === 0}
            isWide={isWide}
          />
        </div>
      ))}
    </div>
  )
}

function fillsWidth(block: Block): boolean {
  return block.type === "hero" || block.type === "quote"
}

type BlockViewProps = {
  block: Block
  currency: string
  isFirst: boolean
  isHeading: boolean
  isWide: boolean
}

function BlockView({ block, currency, isFirst, isHeading, isWide }: BlockViewProps) {
  switch (block.type) {
    case "hero":
      return <Hero value={block.value} isFirst={isFirst} isHeading={isHeading} isWide={isWide} />
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
