"use client"

import { useEffect } from "react"

import { followLinksWhole, openBlocksOnClick } from "@/features/drafts/clicks"
import { answerScroll, loadChecker } from "@/features/drafts/wagtail"

type DraftBridgeProps = { backOffice: string; isEditing: boolean; checker: string; editUrl: string }

/** Connects a draft with the back office around it: clicks open fields there, and the place on the page is kept. */
export function DraftBridge({ backOffice, isEditing, checker, editUrl }: DraftBridgeProps) {
  useEffect(() => {
    if (!isEditing) return followLinksWhole()
    const isFramed = window.parent !== window
    const ribbon = document.querySelector<HTMLElement>("[data-slot=draft-ribbon]")
    if (ribbon) ribbon.hidden = isFramed
    const stop = [isFramed ? openBlocksOnClick(backOffice) : followLinksWhole(), answerScroll(backOffice)]
    if (isFramed && checker) loadChecker(checker, backOffice)
    return () => {
      for (const end of stop) end()
    }
  }, [backOffice, isEditing, checker, editUrl])
  return null
}
