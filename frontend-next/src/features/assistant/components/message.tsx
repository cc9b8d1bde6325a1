"use client"

import { useTranslations } from "next-intl"

import { Button } from "@/components/ui/button"
import { Facts } from "@/features/assistant/components/facts"
import { Products } from "@/features/assistant/components/products"
import { Sources } from "@/features/assistant/components/sources"
import { Thumbs } from "@/features/assistant/components/thumbs"
import type { Say } from "@/features/assistant/use-talk"
import type { ChatMessage } from "@/lib/api/types"

type MessageProps = {
  message: ChatMessage
  currency: string
  isLast: boolean
  /** Only the latest change of the cart can be taken back. */
  isLastChange: boolean
  say: Say
  onLeave: () => void
}

export function Message({ message, currency, isLast, isLastChange, say, onLeave }: MessageProps) {
  const t = useTranslations("assistant")
  const buttons = message.buttons.filter(({ action }) =>
    action?.tool === "change_cart" ? isLastChange : isLast,
  )
  if (message.role === "person") return <OwnWords text={message.text} />
  return (
    <article data-slot="message" data-role={message.role} className="flex flex-col gap-3">
      {message.role === "staff" ? (
        <h3 className="text-sm font-medium text-soft">{t("staff")}</h3>
      ) : (
        <h3 className="sr-only">{t("answer")}</h3>
      )}
      <p className="break-words whitespace-pre-line">{message.text}</p>
      {message.products.length > 0 && (
        <Products message={message} currency={currency} say={say} onLeave={onLeave} />
      )}
      <Facts message={message} onLeave={onLeave} />
      <Sources message={message} onLeave={onLeave} />
      {buttons.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {buttons.map(({ label, action }) => (
            <li key={label}>
              <Button
                variant="secondary"
                size="small"
                onClick={() => say(label, action ?? undefined)}
                className="rounded-full"
              >
                {label}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {message.role === "assistant" && <Thumbs message={message} />}
    </article>
  )
}

export function OwnWords({ text }: { text: string }) {
  const t = useTranslations("assistant")
  return (
    <article data-slot="message" data-role="person" className="max-w-[85%] self-end">
      <h3 className="sr-only">{t("you")}</h3>
      <p
        dir="auto"
        className="rounded-lg rounded-ee-none bg-moss px-4 py-2.5 break-words whitespace-pre-line text-paper"
      >
        {text}
      </p>
    </article>
  )
}
