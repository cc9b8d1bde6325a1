"use client"

import { useTranslations } from "next-intl"

import { OwnWords } from "@/features/assistant/components/message"
import type { Pending } from "@/features/assistant/talk"

/** What is known of an answer while it is made. Readers of the screen hear it when it is whole. */
export function PendingAnswer({ pending, isHeard }: { pending: Pending; isHeard: boolean }) {
  const t = useTranslations("assistant")
  const tool = `tools.${pending.tool}` as "tools.search_products"
  return (
    <>
      {!isHeard && <OwnWords text={pending.asked.text} />}
      {pending.answer && <p className="break-words whitespace-pre-line">{pending.answer}</p>}
      <p data-slot="assistant-pending" className="flex items-center gap-3 text-soft">
        <span aria-hidden="true" className="assistant-dots" />
        {pending.tool && t.has(tool) ? t(tool) : t("thinking")}
      </p>
    </>
  )
}
