import type { ReactNode } from "react"

import { Swatch } from "@/components/commerce/swatch"
import type { FacetValue } from "@/lib/api/types"
import { cn } from "@/lib/cn"

type FilterChoiceProps = {
  id: string
  name: string
  value: FacetValue
  isChosen: boolean
  /** Something that lies in it is chosen, and not all of it. */
  isPartlyChosen?: boolean
  onChange: (value: string, isChosen: boolean) => void
  /** In the place of the value's own name. */
  children?: ReactNode
}

/** One value with the number of products it leaves. What would leave none cannot be ticked. */
export function FilterChoice(props: FilterChoiceProps) {
  const { id, name, value, isChosen, isPartlyChosen = false, onChange, children } = props
  const isDead = value.count === 0 && !isChosen
  return (
    <label
      htmlFor={id}
      className={cn(
        "flex min-h-9 items-center gap-2.5 text-[0.9375rem]",
        isDead ? "cursor-not-allowed text-faint" : "cursor-pointer",
      )}
    >
      <input
        id={id}
        type="checkbox"
        name={name}
        value={value.value}
        checked={isChosen}
        disabled={isDead}
        ref={(box) => {
          if (box) box.indeterminate = isPartlyChosen
        }}
        onChange={(event) => {
          onChange(value.value, event.target.checked)
        }}
        className="size-[1.125rem] shrink-0 accent-moss"
      />
      {value.swatch && <Swatch colour={value.swatch} className="size-4" />}
      <span className="flex-1">{children ?? value.label}</span>
      <span className="text-sm text-faint tabular-nums">{value.count}</span>
    </label>
  )
}
