"use client"

import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"

import { Button } from "@/components/ui/button"
import { Templates } from "@/features/assistant/components/templates"
import { letCount, useIsCounted } from "@/features/assistant/counting"
import { pageAt } from "@/features/assistant/standing"
import type { Opened } from "@/features/assistant/talk"
import type { Say } from "@/features/assistant/use-talk"

type WelcomeProps = { opened: Opened; say: Say; hasBegun: boolean }

export function Welcome({ opened: { assistant, templates }, say, hasBegun }: WelcomeProps) {
  const t = useTranslations("assistant")
  const product = useShownProduct()
  const { questions } = assistant
  const offered = product ? [t("about", { name: product }), ...questions] : questions
  return (
    <div className="flex flex-col gap-4">
      <p className="whitespace-pre-line">{assistant.welcome}</p>
      {!hasBegun && (
        <>
          <ul className="flex flex-wrap gap-2">
            {[...offered, t("human")].map((question) => (
              <li key={question}>
                <Button
                  variant="secondary"
                  size="small"
                  onClick={() => say(question)}
                  className="rounded-full"
                >
                  {question}
                </Button>
              </li>
            ))}
          </ul>
          {templates.length > 0 && <Templates templates={templates} say={say} />}
          <Counting />
        </>
      )}
    </div>
  )
}

/** Asked before there is a conversation: what one agrees to holds for the whole of it. */
function Counting() {
  const t = useTranslations("assistant")
  const isCounted = useIsCounted()
  return (
    <label
      data-slot="assistant-consent"
      className="flex min-h-11 cursor-pointer items-center gap-2.5 text-sm text-soft"
    >
      <input
        type="checkbox"
        checked={isCounted}
        onChange={(event) => letCount(event.target.checked)}
        className="size-[1.125rem] shrink-0 accent-moss"
      />
      {t("counts")}
    </label>
  )
}

/** The product whose page this is. The page itself is from a cache, and says it in its heading. */
function useShownProduct(): string {
  usePathname()
  return useSyncExternalStore(hearNothing, readShownProduct, () => "")
}

const hearNothing = () => () => undefined

function readShownProduct(): string {
  const isProduct = pageAt(window.location.pathname)?.kind === "product"
  const heading = isProduct && document.querySelector("main h1")
  return heading ? heading.textContent.trim() : ""
}
