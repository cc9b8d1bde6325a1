"use client"

import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react"

import { cn } from "@/lib/cn"

type TabPanelsProps = { tabs: { title: string; content: ReactNode }[] }

/** One panel at a time; arrow keys go from tab to tab. Without scripts all panels stand below each other. */
export default function TabPanels({ tabs }: TabPanelsProps) {
  const id = useId()
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextOf(event.key, active, tabs.length, getComputedStyle(event.currentTarget).direction)
    if (next === null) return
    event.preventDefault()
    setActive(next)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }

  return (
    <div data-slot="tab-panels">
      {/* The focus is on the tabs; the list hears what they are told. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={list} role="tablist" onKeyDown={onKeyDown} className="tab-list">
        {tabs.map(({ title }, index) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`${id}-tab-${String(index)}`}
            aria-controls={`${id}-panel-${String(index)}`}
            aria-selected={index === active}
            tabIndex={index === active ? 0 : -1}
            onClick={() => setActive(index)}
            className={cn("tab", index === active && "tab-active")}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ title, content }, index) => (
        <div
          key={title}
          role="tabpanel"
          id={`${id}-panel-${String(index)}`}
          aria-labelledby={`${id}-tab-${String(index)}`}
          hidden={index !== active}
          // A panel of words alone is reached by the keyboard, too.
          tabIndex={0}
          className="tab-panel"
        >
          {content}
        </div>
      ))}
    </div>
  )
}

function nextOf(key: string, active: number, count: number, direction: string): number | null {
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight"
  const backward = direction === "rtl" ? "ArrowRight" : "ArrowLeft"
  if (key === forward) return (active + 1) % count
  if (key === backward) return (active + count - 1) % count
  if (key === "Home") return 0
  if (key === "End") return count - 1
  return null
}
