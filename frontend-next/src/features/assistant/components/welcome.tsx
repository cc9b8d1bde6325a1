"use client"

import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"

import { Button } from "@/components/ui/button"
import type { Say } from "@/features/assistant/use-talk"
import type { AssistantSettings } from "@/lib/api/types"

const PRODUCT = /^\/\w+\/products\/[^/]+$/

type WelcomeProps = { assistant: AssistantSettings; say: Say; hasBegun: boolean }

export function Welcome({ assistant: { welcome, questions }, say, hasBegun }: WelcomeProps) {
  const t = useTranslations("assistant")
  const product = useShownProduct()
  const offered = product ? [t("about", { name: product }), ...questions] : questions
  return (
    <div className="flex flex-col gap-4">
      <p className="whitespace-pre-line">{welcome}</p>
      {!hasBegun && (
        <ul className="flex flex-wrap gap-2">
          {[...offered, t("human")].map((question) => (
            <li key={question}>
              <Button variant="secondary" size="small" onClick={() => say(question)} className="rounded-full">
                {question}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The product whose page this is. The page itself is from a cache, and says it in its heading. */
function useShownProduct(): string {
  usePathname()
  return useSyncExternalStore(hearNothing, readShownProduct, () => "")
}

const hearNothing = () => () => undefined

function readShownProduct(): string {
  const heading = PRODUCT.test(window.location.pathname) && document.querySelector("main h1")
  return heading ? heading.textContent.trim() : ""
}
