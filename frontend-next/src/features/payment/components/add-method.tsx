"use client"

import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { lazy, Suspense, useEffect, useState, useTransition } from "react"

import { Button } from "@/components/ui/button"
import { useIsAlive } from "@/components/ui/use-is-alive"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import { beginSaving, type Saving } from "@/features/payment/saved-actions"
import { unreachable } from "@/lib/forms"
import { useProblemText } from "@/lib/problem-text"

const SetupPart = lazy(() => import("@/features/payment/stripe/setup-part"))

type AddMethodProps = { code: string; standIn: string | undefined; listHref: string }

/** Has something saved to pay with, without paying. The provider's script is fetched only here. */
export function AddMethod({ code, standIn, listHref }: AddMethodProps) {
  const t = useTranslations("payment")
  const problemText = useProblemText()
  const router = useRouter()
  const isAlive = useIsAlive()
  const [saving, setSaving] = useState<Saving | null>(null)
  const [isBeginning, startBeginning] = useTransition()
  const begin = () =>
    startBeginning(async () => {
      setSaving(await beginSaving(code).catch(() => unreachable(new FormData())))
    })
  useEffect(begin, [code])
  if (!isAlive) return <noscript>{t("needsScripts")}</noscript>
  if (saving?.ok) {
    return (
      <Suspense fallback={<p role="status">{t("loadingFields")}</p>}>
        <SetupPart
          client={saving.client}
          standIn={standIn}
          returnTo={new URL(listHref, window.location.href).href}
          onSaved={() => router.replace(`${listHref}?saved=1`)}
        />
      </Suspense>
    )
  }
  if (!saving || isBeginning) return <p role="status">{t("loadingFields")}</p>
  return (
    <FocusedNotice about={saving}>
      <p>{problemText(saving)}</p>
      <Button variant="quiet" size="small" onClick={begin}>
        {t("loadAgain")}
      </Button>
    </FocusedNotice>
  )
}
