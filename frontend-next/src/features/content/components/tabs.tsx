import { SmallBlocks } from "@/features/content/components/small-blocks"
import { SectionHeading } from "@/features/content/components/section-heading"
import { TabPanels } from "@/features/content/components/late"
import type { BlockValue } from "@/lib/api/types"

/** Several contents in one place. */
export function Tabs({ value }: { value: BlockValue<"tabs"> }) {
  const tabs = value.tabs.map(({ title, blocks }) => ({ title, content: <SmallBlocks blocks={blocks} /> }))
  return (
    <section data-slot="tabs">
      <SectionHeading heading={value.heading} />
      <TabPanels tabs={tabs} />
    </section>
  )
}

const COLUMNS = ["", "", "md:grid-cols-2", "md:grid-cols-3", "md:grid-cols-2 xl:grid-cols-4"] as const

/** Two to four contents side by side, below each other on a phone. */
export function Columns({ value }: { value: BlockValue<"columns"> }) {
  const { heading, columns } = value
  return (
    <section data-slot="columns">
      <SectionHeading heading={heading} />
      <div className={`grid gap-10 lg:gap-14 ${COLUMNS[columns.length] ?? ""}`}>
        {columns.map(({ blocks }, index) => (
          <SmallBlocks key={index} blocks={blocks} />
        ))}
      </div>
    </section>
  )
}
