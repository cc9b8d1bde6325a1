"use client"

import { useFormatter, useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"

import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { listSessions } from "@/features/assistant/asking"
import type { ChatSession } from "@/lib/api/types"

type HistoryProps = { onChoose: (session: string) => Promise<void>; onBack: () => void }

/** Earlier conversations, to read them again or to go on with them. */
export function History({ onChoose, onBack }: HistoryProps) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const format = useFormatter()
  const heading = useRef<HTMLHeadingElement>(null)
  const [sessions, setSessions] = useState<ChatSession[] | null>()
  useEffect(() => {
    heading.current?.focus()
    listSessions(locale).then(setSessions, () => setSessions(null))
  }, [locale])
  const spoken = sessions?.filter((session) => session.message_count > 0)
  return (
    <div className="flex min-h-0 flex-1 flex-col items-start gap-4 overflow-y-auto p-5">
      <Button variant="quiet" size="small" onClick={onBack}>
        {t("back")}
      </Button>
      <h3 ref={heading} tabIndex={-1} className="font-display text-xl">
        {t("history")}
      </h3>
      {sessions === null && (
        <Notice tone="danger" role="alert">
          {t("historyAway")}
        </Notice>
      )}
      {spoken?.length === 0 && <p>{t("historyEmpty")}</p>}
      <ul className="flex w-full flex-col">
        {spoken?.map(({ id, title, updated_at: at }) => (
          <li key={id} className="border-b border-line">
            <button
              type="button"
              onClick={() => void onChoose(id).catch(() => setSessions(null))}
              className="flex w-full cursor-pointer flex-col gap-0.5 py-3 text-start hover:underline"
            >
              <bdi className="line-clamp-2 break-words">{title}</bdi>
              <span className="text-sm text-faint">
                {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
