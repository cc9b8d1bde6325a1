import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { StructuredData } from "@/components/ui/structured-data"
import { BlockList, type BlockListProps } from "@/features/content/components/block-list"
import { FullPicture, Spread } from "@/features/content/components/spread"
import { lookbookData } from "@/features/content/structured-data"
import type { Block, ContentPage } from "@/lib/api/types"

type LookbookProps = BlockListProps & { page: ContentPage; address: string }

/** A magazine rather than a page: pictures up to the edges of the window, and few words between them. */
export function Lookbook({ page, address, ...body }: LookbookProps) {
  return (
    <article data-slot="lookbook-page">
      <StructuredData data={lookbookData(page, address)} />
      <LookbookHeading page={page} />
      <div className="flex flex-col gap-[clamp(4rem,10vw,9rem)]">
        {page.body.map((block, index) => (
          <div key={block.id} id={block.id} data-block={block.type}>
            <Leaf block={block} index={index} list={body} />
          </div>
        ))}
      </div>
    </article>
  )
}

export function LookbookHeading({ page }: { page: ContentPage }) {
  const crumbs = page.breadcrumbs.filter(({ path }) => path !== "/" && path !== page.path)
  return (
    <header className="page pt-4 pb-[clamp(2.5rem,6vw,5rem)]">
      <Breadcrumbs crumbs={crumbs.map(({ title, path }) => ({ label: title, href: path }))} />
      <div className="mt-8 grid items-end gap-x-12 gap-y-6 lg:mt-16 lg:grid-cols-[3fr_2fr]">
        <h1 className="font-display text-[clamp(3.25rem,10vw,9rem)] leading-[0.95] font-[340] rtl:leading-[1.1]">
          {page.title}
        </h1>
        {page.lookbook && (
          <div className="flex flex-col gap-3 lg:pb-4">
            {page.lookbook.occasion && <p className="text-sm text-faint">{page.lookbook.occasion}</p>}
            {page.lookbook.lead && (
              <p className="max-w-[44ch] font-display text-xl text-soft">{page.lookbook.lead}</p>
            )}
          </div>
        )}
      </div>
    </header>
  )
}

type LeafProps = { block: Block; index: number; list: BlockListProps }

function Leaf({ block, index, list }: LeafProps) {
  const { currency } = list
  switch (block.type) {
    case "hotspots":
      return <Spread id={block.id} value={block.value} currency={currency} index={index} />
    case "picture":
      return <FullPicture value={block.value} isPriority={index === 0} />
    case "quote":
      return (
        <figure className="page text-center">
          <blockquote className="mx-auto max-w-[24ch] font-display text-title">{block.value.text}</blockquote>
          {block.value.author && <figcaption className="mt-6 text-soft">{block.value.author}</figcaption>}
        </figure>
      )
    default:
      return <BlockList {...list} blocks={[block]} isTop={index === 0} />
  }
}
