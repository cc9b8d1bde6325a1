"use client"

import { useLocale, useTranslations } from "next-intl"
import { useEffect, useState } from "react"

import { Icon } from "@/components/ui/icon"
import { openAssistant } from "@/features/assistant/asking"
import { Conversation } from "@/features/assistant/components/conversation"
import type { Opened } from "@/features/assistant/talk"
import { usePanel } from "@/features/assistant/use-panel"
import { MoreWords } from "@/i18n/more-words"
import { useShopper } from "@/lib/shopper/use-shopper"

type AssistantDialogProps = { name: string; isOpen: boolean; onClose: () => void }

/** Beside the page where there is room for both, and over it on a phone. */
export default function AssistantDialog({ name, isOpen, onClose }: AssistantDialogProps) {
  const t = useTranslations("common")
  const { isSignedIn } = useShopper()
  const { dialog, isOver } = usePanel(isOpen, onClose)
  return (
    <dialog ref={dialog} data-slot="assistant" aria-label={name} onClose={onClose} className="assistant">
      <div className="on-dark flex items-center gap-2 border-b border-line bg-moss py-1.5 ps-5 pe-1.5 text-paper">
        <h2 className="flex-1 font-display text-xl">{name}</h2>
        <button type="button" onClick={onClose} className="grid size-11 cursor-pointer place-items-center">
          <Icon name="close" />
          <span className="sr-only">{t("close")}</span>
        </button>
      </div>
      {/* What one person said is not shown to the next, who signs in or has signed out. */}
      <Opening
        key={String(isSignedIn)}
        isOpen={isOpen}
        onLeave={() => {
          if (isOver()) onClose()
        }}
      />
    </dialog>
  )
}

type OpeningProps = { isOpen: boolean; onLeave: () => void }

function Opening(props: OpeningProps) {
  const t = useTranslations("error")
  const common = useTranslations("common")
  const locale = useLocale()
  const [tries, setTries] = useState(0)
  const [opened, setOpened] = useState<Opened | null>()
  useEffect(() => {
    let isLate = false
    openAssistant(locale).then(
      (answer) => {
        if (!isLate) setOpened(answer)
      },
      () => {
        if (!isLate) setOpened(null)
      },
    )
    return () => {
      isLate = true
    }
  }, [locale, tries])
  if (opened) {
    return (
      <MoreWords words={opened.words}>
        <Conversation opened={opened} {...props} />
      </MoreWords>
    )
  }
  return (
    <div role="status" className="flex flex-col items-start gap-3 p-5">
      {opened === undefined ? (
        <span className="sr-only">{common("loading")}</span>
      ) : (
        <>
          <p>{t("text")}</p>
          <button
            type="button"
            className="button button-small button-secondary"
            onClick={() => setTries(tries + 1)}
          >
            {t("retry")}
          </button>
        </>
      )}
    </div>
  )
}
