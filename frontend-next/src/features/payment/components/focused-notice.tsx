"use client"

import { useEffect, useRef, type ReactNode } from "react"

import { Notice } from "@/components/ui/notice"

/** Why something was refused, beside it, with the focus on it. */
export function FocusedNotice({ about, children }: { about: object; children: ReactNode }) {
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    notice.current?.focus({ preventScroll: true })
    notice.current?.scrollIntoView({ block: "nearest" })
  }, [about])
  return (
    <Notice
      ref={notice}
      tone="danger"
      role="alert"
      tabIndex={-1}
      data-slot="refusal"
      className="scroll-mt-28 scroll-mb-8"
    >
      {children}
    </Notice>
  )
}
