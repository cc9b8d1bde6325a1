import type { ReactNode } from "react"

import { SlotSwitch } from "@/features/content/components/late"
import type { Block, BlockValue } from "@/lib/api/types"

type SlotProps = { value: BlockValue<"slot">; render: (blocks: Block[]) => ReactNode }

/** A place whose content depends on the reader. All of it is in the page, so the page can be kept for everybody. */
export function Slot({ value: { receipt, blocks, variants }, render }: SlotProps) {
  if (variants.length === 0) return render(blocks)
  const shown = variants.map(({ blocks: own, ...conditions }) => ({ ...conditions, content: render(own) }))
  return (
    <SlotSwitch receipt={receipt} variants={shown}>
      {render(blocks)}
    </SlotSwitch>
  )
}
