"use client"

import { useTranslations } from "next-intl"

import { closeAccount } from "@/features/account/actions"
import { PasswordForm } from "@/features/account/components/password-form"

export function CloseAccountForm() {
  const t = useTranslations("account")
  return (
    <PasswordForm
      action={closeAccount}
      fields={["current_password"]}
      submit={t("closeForGood")}
      done={null}
    />
  )
}
