import type { ReactNode } from "react"

import { Accordion } from "@/features/content/components/accordion"
import { CategoryTiles } from "@/features/content/components/category-tiles"
import { Comparison } from "@/features/content/components/comparison"
import { Countdown } from "@/features/content/components/countdown"
import { FormView } from "@/features/content/components/form"
import { Gallery, SinglePicture } from "@/features/content/components/gallery"
import { Hero } from "@/features/content/components/hero"
import { Hotspots } from "@/features/content/components/hotspots"
import { ImageText } from "@/features/content/components/image-text"
import { ProductRail } from "@/features/content/components/product-rail"
import { Quote } from "@/features/content/components/quote"
import { Slot } from "@/features/content/components/slot"
import { Columns, Tabs } from "@/features/content/components/tabs"
import { UspRow } from "@/features/content/components/usp-row"
import { Video } from "@/features/content/components/video"
import { reportUnknown } from "@/features/content/unknown"
import { RichText } from "@/components/ui/rich-text"
import type { Block } from "@/lib/api/types"
import { cn } from "@/lib/cn"

export type BlockListProps = {
  blocks: Block[]
  currency: string
  /** What this device looked at lately, which another part of the shop knows. */
  viewed?: ReactNode
  /** Whether the first block carries the heading of the page. */
  hasPageHeading?: boolean
  /** Whether the first block is the first of the page, whose picture is wanted at once. */
  isTop?: boolean
  /** Whether pictures and grounds reach from edge to edge. */
  isWide?: boolean
}

/** The body of a page. */
export function BlockList(props: BlockListProps) {
  const { blocks, isWide = false } = props
  return (
    <div data-slot="block-list" className="block-list">
      {blocks.map((block, index) => (
        <div
          key={index}
          id={block.id}
          data-block={block.type}
          className={cn(!isFramed(block, isWide) && "page")}
        >
          <BlockView block={block} index={index} list={props} />
        </div>
      ))}
    </div>
  )
}

const FILLING: Block["type"][] = ["hero", "quote"]
const HOLDING: Block["type"][] = ["reusable", "slot"]

/** Whether the block cares for its own margins: it fills the width, or holds blocks that have theirs. */
function isFramed({ type }: Block, isWide: boolean): boolean {
  return HOLDING.includes(type) || (isWide && FILLING.includes(type))
}

type BlockViewProps = { block: Block; index: number; list: BlockListProps }

function BlockView({ block, index, list }: BlockViewProps) {
  const { currency, viewed, isTop = true, isWide = false, hasPageHeading = false } = list
  const isFirst = isTop && index === 0
  switch (block.type) {
    case "hero":
      return (
        <Hero
          value={block.value}
          isFirst={isFirst}
          isHeading={hasPageHeading && index === 0}
          isWide={isWide}
        />
      )
    case "product_rail":
      return <ProductRail value={block.value} currency={currency} viewed={viewed} />
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
    case "picture":
      return <SinglePicture value={block.value} />
    case "gallery":
      return <Gallery value={block.value} />
    case "video":
      return <Video value={block.value} />
    case "hotspots":
      return <Hotspots value={block.value} currency={currency} />
    case "comparison":
      return <Comparison value={block.value} currency={currency} />
    case "countdown":
      return <Countdown value={block.value} />
    case "form":
      return <FormView value={block.value} />
    case "columns":
      return <Columns value={block.value} />
    case "tabs":
      return <Tabs value={block.value} />
    case "reusable":
      return <BlockList {...list} blocks={block.value.blocks} hasPageHeading={false} isTop={isFirst} />
    case "slot":
      return (
        <Slot
          value={block.value}
          render={(blocks) => <BlockList {...list} blocks={blocks} hasPageHeading={false} isTop={isFirst} />}
        />
      )
    default:
      return reportUnknown(block)
  }
}
