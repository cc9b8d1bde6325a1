import type { ReactNode } from "react"

type ChoiceCardProps = {
  name: string
  value: string
  title: string
  text?: ReactNode
  aside?: ReactNode
  isChosen: boolean
}

/** A radio button with room to say what choosing it means. */
export function ChoiceCard({ name, value, title, text, aside, isChosen }: ChoiceCardProps) {
  return (
    <label
      data-slot="choice-card"
      className="flex cursor-pointer items-start gap-3.5 rounded-xs border border-edge bg-raised p-4 hover:border-ink has-checked:border-ink has-checked:ring-1 has-checked:ring-ink"
    >
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-0.5 size-5 shrink-0 accent-moss"
      />
      <span className="flex-1">
        <span className="block font-medium">{title}</span>
        {text && <span className="block text-sm text-soft">{text}</span>}
      </span>
      {aside && <span className="shrink-0 tabular-nums">{aside}</span>}
    </label>
  )
}
