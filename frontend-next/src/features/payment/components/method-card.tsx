import type { ReactNode } from "react"

import { cn } from "@/lib/cn"

type MethodCardProps = {
  code: string
  title: string
  text: ReactNode
  aside: ReactNode
  isChosen: boolean
  isRefused: boolean
  onChoose: () => void
  children: ReactNode
}

/** One way to pay; what it asks for is inside it, once it is chosen. */
export function MethodCard({ code, isChosen, isRefused, onChoose, children, ...said }: MethodCardProps) {
  return (
    <div
      data-slot="payment-method"
      className={cn(
        "rounded-xs border bg-raised",
        isChosen ? "border-ink ring-1 ring-ink" : "border-edge",
        isRefused && "opacity-75",
      )}
    >
      <label
        className={cn("flex items-start gap-3.5 p-4", isRefused ? "cursor-not-allowed" : "cursor-pointer")}
      >
        <input
          type="radio"
          name="payment_method"
          value={code}
          checked={isChosen}
          onChange={onChoose}
          disabled={isRefused}
          className="mt-0.5 size-5 shrink-0 accent-moss"
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{said.title}</span>
          {said.text && <span className="block text-sm text-soft">{said.text}</span>}
        </span>
        {said.aside && <span className="shrink-0 text-sm tabular-nums">{said.aside}</span>}
      </label>
      {children && <div className="flex flex-col gap-4 px-4 pb-5 empty:hidden">{children}</div>}
    </div>
  )
}
