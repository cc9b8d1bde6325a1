"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { changeEmail } from "@/features/account/email-actions"

export function ChangeEmailForm() {
  const t = useTranslations("account")
  return (
    <PasswordForm
      action={changeEmail}
      fields={["email", "current_password"]}
      submit={t("changeEmail")}
      done={t("emailChanged")}
    />
  )
}
