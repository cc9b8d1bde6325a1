"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import type { Talk } from "@/features/assistant/talk"

/** Tells readers of the screen what has happened: that something is looked for, and then the whole answer at once. */
export function Announcer({ talk: { messages, pending } }: { talk: Talk }) {
  const t = useTranslations("assistant")
  const [first] = useState(messages.at(-1)?.id)
  const answer = messages.at(-1)
  const isNew = answer !== undefined && answer.role !== "person" && answer.id !== first
  const count = answer?.products.length ?? 0
  return (
    <p role="status" className="sr-only">
      {pending && t("thinking")}
      {!pending && isNew && [answer.text, count > 0 && t("shown", { count })].filter(Boolean).join(" ")}
    </p>
  )
}
