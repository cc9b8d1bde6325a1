import type { ReactNode } from "react"

export function EmptyState({
  title,
  text,
  children,
}: {
  title: ReactNode
  text: ReactNode
  children?: ReactNode
}) {
  return (
    <div data-slot="empty-state" className="flex max-w-xl flex-col items-start gap-5 py-12 sm:py-20">
      <h1 className="font-display text-title">{title}</h1>
      <p className="text-lead text-soft">{text}</p>
      {children}
    </div>
  )
}
