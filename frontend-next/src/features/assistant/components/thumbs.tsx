"use client"

import { useLocale, useTranslations } from "next-intl"
import { useId, useState } from "react"

import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { react } from "@/features/assistant/asking"
import type { ChatMessage } from "@/lib/api/types"

const LONGEST = 300

/** Whether an answer helped; who says that it did not is asked why. */
export function Thumbs({ message }: { message: ChatMessage }) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const [chosen, setChosen] = useState<ChatMessage["reaction"]>(message.reaction)
  const [asks, setAsks] = useState<"" | "why" | "thanks">("")
  async function choose(reaction: "up" | "down") {
    const next = chosen === reaction ? "" : reaction
    setChosen(next)
    setAsks(next === "down" ? "why" : "")
    await react(locale, message.id, next).catch(() => {
      setChosen(chosen)
      setAsks("")
    })
  }
  async function explain(reason: string) {
    await react(locale, message.id, "down", reason).then(
      () => setAsks("thanks"),
      () => undefined,
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="-ms-2 flex gap-1" role="group" aria-label={t("rate")}>
        {(["up", "down"] as const).map((reaction) => (
          <button
            key={reaction}
            type="button"
            aria-pressed={chosen === reaction}
            onClick={() => void choose(reaction)}
            className="assistant-thumb"
          >
            <svg
              viewBox="0 0 24 24"
              aria-hidden="true"
              className={reaction === "up" ? "icon" : "icon rotate-180"}
            >
              <path d="M7 11v9H4v-9h3Zm0 0 4-7.5c1.5 0 2.3 1 2 2.5l-.7 3.5H19a1.6 1.6 0 0 1 1.6 2l-1.7 7A2 2 0 0 1 17 20H7" />
            </svg>
            <span className="sr-only">{t(reaction)}</span>
          </button>
        ))}
      </div>
      {asks === "why" && <Reason onGive={explain} />}
      <p role="status" className="text-sm text-soft empty:hidden">
        {asks === "thanks" && t("thanks")}
      </p>
    </div>
  )
}

function Reason({ onGive }: { onGive: (reason: string) => Promise<void> }) {
  const t = useTranslations("assistant")
  const id = useId()
  const reasons = [t("reasons.wrong"), t("reasons.other"), t("reasons.unclear")]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const reason = new FormData(event.currentTarget).get("reason")
        if (typeof reason === "string" && reason.trim()) void onGive(reason.trim())
      }}
      className="flex flex-col items-start gap-3"
    >
      <ul className="flex flex-wrap gap-2">
        {reasons.map((reason) => (
          <li key={reason}>
            <Button
              variant="secondary"
              size="small"
              onClick={() => void onGive(reason)}
              className="rounded-full"
            >
              {reason}
            </Button>
          </li>
        ))}
      </ul>
      <TextField id={id} name="reason" label={t("why")} maxLength={LONGEST} className="w-full" />
      <Button type="submit" variant="secondary" size="small">
        {t("send")}
      </Button>
    </form>
  )
}
