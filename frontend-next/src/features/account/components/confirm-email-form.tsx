"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { confirmEmail } from "@/features/account/email-actions"
import { useResetToken } from "@/features/account/reset-token"

/** Programs that look at letters open their links: the address is confirmed by the button. */
export function ConfirmEmailForm() {
  const t = useTranslations("account")
  const token = useResetToken()
  return (
    <PasswordForm action={confirmEmail} fields={[]} submit={t("confirmEmail")} done={t("emailConfirmed")}>
      <input type="hidden" name="token" value={token} />
      {!token && <p className="text-soft">{t("openLetter")}</p>}
    </PasswordForm>
  )
}
