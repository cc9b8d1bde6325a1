"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { changePassword } from "@/features/account/password-actions"

export function ChangePasswordForm() {
  const t = useTranslations("account")
  return (
    <PasswordForm
      action={changePassword}
      fields={["current_password", "new_password"]}
      submit={t("changePassword")}
      done={t("passwordChanged")}
    />
  )
}
