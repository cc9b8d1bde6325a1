"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { requestReset } from "@/features/account/password-actions"

export function ForgotPasswordForm() {
  const t = useTranslations("account")
  return (
    <PasswordForm action={requestReset} fields={["email"]} submit={t("sendLetter")} done={t("letterSent")} />
  )
}
