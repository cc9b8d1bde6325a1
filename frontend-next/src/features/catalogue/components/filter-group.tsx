import type { ReactNode } from "react"

import { Icon } from "@/components/ui/icon"

export function FilterGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details data-slot="filter-group" open className="group border-b border-line">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between font-medium">
        {title}
        <Icon name="chevron" className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      <fieldset className="flex flex-col pb-4">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  )
}
