"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { askForLetter } from "@/features/account/email-actions"

/** For an address that nobody has confirmed yet. */
export function AskLetterForm() {
  const t = useTranslations("account")
  return (
    <PasswordForm
      action={askForLetter}
      fields={[]}
      submit={t("sendLetterAgain")}
      done={t("letterOnItsWay")}
    />
  )
}
