"use client"

import { useTranslations } from "next-intl"
import { useId, useRef, useState, type KeyboardEvent } from "react"

import { ContentLink } from "@/components/ui/content-link"
import type { MenuItem } from "@/lib/api/types"

/** A menu entry with entries below it: a pointer opens it by resting there, the keyboard by its button. */
export function MenuDisclosure({ item }: { item: MenuItem }) {
  const t = useTranslations("layout")
  const [isOpen, setIsOpen] = useState(false)
  const panelId = useId()
  const opener = useRef<HTMLButtonElement>(null)

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return
    // Hiding the entry that has the focus would drop it.
    opener.current?.focus()
    setIsOpen(false)
  }

  return (
    <div
      role="presentation"
      className="relative flex items-center"
      onPointerEnter={(event) => event.pointerType === "mouse" && setIsOpen(true)}
      onPointerLeave={(event) => event.pointerType === "mouse" && setIsOpen(false)}
      onKeyDown={closeOnEscape}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsOpen(false)}
    >
      <ContentLink href={item.url} className="menu-link">
        {item.label}
      </ContentLink>
      <button
        ref={opener}
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setIsOpen(!isOpen)}
        className="menu-opener"
      >
        <span className="sr-only">{t("submenu", { label: item.label })}</span>
      </button>
      <ul
        id={panelId}
        hidden={!isOpen}
        className="absolute -start-5 top-full z-30 min-w-56 border border-line bg-raised py-3 shadow-sheet"
      >
        {item.children.map((child) => (
          <li key={child.url}>
            <ContentLink href={child.url} onClick={() => setIsOpen(false)} className="menu-child">
              {child.label}
            </ContentLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
