"use client"

import { useRef, type ReactNode } from "react"

import { cn } from "@/lib/cn"
import { choose, type Conditions } from "@/features/content/conditions"
import { useCount, useKnown } from "@/features/content/use-slot"

type Variant = Conditions & { key: string; receipt: string | null; content: ReactNode }

type SlotSwitchProps = { receipt: string | null; variants: Variant[]; children: ReactNode }

/**
 * The page is the same for everybody and holds all variants, one over the other in one cell: the tallest gives the
 * height, so that nothing moves when the browser knows which one is meant. The others are hidden from everybody, and
 * their pictures are not loaded.
 */
export default function SlotSwitch({ receipt, variants, children }: SlotSwitchProps) {
  const keys = variants.flatMap(({ segment }) => segment ?? []).join(",")
  const { known, isSettled } = useKnown(keys)
  const chosen = known && choose(variants, known)
  const place = useRef<HTMLDivElement>(null)
  useCount(place, isSettled ? (chosen ?? { receipt }).receipt : null)
  return (
    <div ref={place} data-slot="slot" data-wakes className="slot">
      <div className={cn(chosen && "slot-hidden")} inert={chosen !== null}>
        {children}
      </div>
      {variants.map(({ key, content }) => (
        <div key={key} className={cn(chosen?.key !== key && "slot-hidden")} inert={chosen?.key !== key}>
          {content}
        </div>
      ))}
    </div>
  )
}
