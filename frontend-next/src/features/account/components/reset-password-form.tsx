"use client"

import { useTranslations } from "next-intl"

import { PasswordForm } from "@/features/account/components/password-form"
import { resetPassword } from "@/features/account/password-actions"
import { useResetToken } from "@/features/account/reset-token"
import { Link } from "@/i18n/navigation"

export function ResetPasswordForm() {
  const t = useTranslations("account")
  const token = useResetToken()
  return (
    <PasswordForm
      action={resetPassword}
      fields={["new_password"]}
      submit={t("setPassword")}
      done={
        <>
          {t("passwordSet")}{" "}
          <Link href="/login" className="link">
            {t("signIn")}
          </Link>
        </>
      }
    >
      <input type="hidden" name="token" value={token} />
      {!token && <p className="text-soft">{t("openLetter")}</p>}
    </PasswordForm>
  )
}
