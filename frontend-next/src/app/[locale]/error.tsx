"use client"

import { useTranslations } from "next-intl"

import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("error")
  return (
    <div className="page" role="alert">
      <EmptyState title={t("title")} text={t("text")}>
        <Button onClick={reset}>{t("retry")}</Button>
        {error.digest && <p className="text-sm text-faint">{t("reference", { digest: error.digest })}</p>}
      </EmptyState>
    </div>
  )
}
