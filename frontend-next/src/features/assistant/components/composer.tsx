"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, useState, type KeyboardEvent } from "react"

import { Button } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { Notice } from "@/components/ui/notice"
import type { Talk } from "@/features/assistant/talk"
import type { Say } from "@/features/assistant/use-talk"

const LONGEST = 4000

type ComposerProps = { talk: Talk; say: Say; isOpen: boolean; onTyping: () => void }

/** A field to say something. It is emptied when its words have arrived, and not before. */
export function Composer({ talk: { pending, failure, messages }, say, isOpen, onTyping }: ComposerProps) {
  const t = useTranslations("assistant")
  const [draft, setDraft] = useState("")
  const [sent, setSent] = useState("")
  const field = useFocusedField(isOpen)
  const hasArrived = sent !== "" && !pending && !failure
  if (hasArrived) {
    setSent("")
    if (draft.trim() === sent) setDraft("")
  }
  const send = (text: string) => {
    setSent(text.trim())
    say(text)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!pending) send(draft)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) send(draft)
      }}
      className="assistant-composer"
    >
      {failure && (
        <Notice tone="danger" role="alert">
          <p>{failure.detail || t("away")}</p>
          <button
            type="button"
            onClick={() => {
              setSent(failure.asked.text)
              say(failure.asked.text, failure.asked.action)
            }}
            className="link mt-1 min-h-6 cursor-pointer font-medium"
          >
            {t("again")}
          </button>
        </Notice>
      )}
      <div className="flex items-end gap-2">
        <label htmlFor="assistant-text" className="sr-only">
          {t("label")}
        </label>
        <textarea
          id="assistant-text"
          ref={field}
          rows={1}
          dir="auto"
          maxLength={LONGEST}
          enterKeyHint="send"
          placeholder={messages.length > 0 ? t("label") : t("placeholder")}
          value={pending && draft.trim() === sent ? "" : draft}
          onChange={(event) => {
            setDraft(event.target.value)
            if (event.target.value.trim()) onTyping()
          }}
          onKeyDown={onKeyDown}
          className="control assistant-field"
        />
        <Button type="submit" aria-disabled={pending !== null} className="size-12 shrink-0 p-0">
          <Icon name="arrow" className="rtl:-scale-x-100" />
          <span className="sr-only">{t("send")}</span>
        </Button>
      </div>
    </form>
  )
}

/** Where a keyboard of keys is at hand one writes at once; on a phone its keyboard would cover the greeting. */
function useFocusedField(isOpen: boolean) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isOpen && window.matchMedia("(pointer: fine)").matches) field.current?.focus()
  }, [isOpen])
  return field
}
