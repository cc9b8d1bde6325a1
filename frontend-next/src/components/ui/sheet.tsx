"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, type ReactNode } from "react"

import { Icon } from "@/components/ui/icon"
import { cn } from "@/lib/cn"

const SIDES = {
  start: "me-auto h-dvh max-h-none w-[min(24rem,88vw)]",
  end: "ms-auto h-dvh max-h-none w-[min(26rem,92vw)]",
  bottom: "mt-auto max-h-[88dvh] w-full max-w-none rounded-t-lg",
} as const

type SheetProps = {
  title: string
  side: keyof typeof SIDES
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  className?: string
}

/** A panel over the page. The native dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Sheet({ title, side, isOpen, onClose, children, className }: SheetProps) {
  const t = useTranslations("common")
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])

  return (
    // The backdrop is a convenience for pointers; the keyboard has Escape and the close button.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      data-slot="sheet"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      className={cn("m-0 max-w-none overflow-hidden bg-paper text-ink shadow-sheet", SIDES[side], className)}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <div className="flex items-center justify-between border-b border-line py-2 ps-5 pe-2">
          <p className="font-display text-xl">{title}</p>
          <button type="button" onClick={onClose} className="grid size-11 cursor-pointer place-items-center">
            <Icon name="close" />
            <span className="sr-only">{t("close")}</span>
          </button>
        </div>
        {isOpen && children}
      </div>
    </dialog>
  )
}
