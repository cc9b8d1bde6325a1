"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { register, signIn } from "@/features/account/actions"
import { useProblemText } from "@/lib/problem-text"

type AccountFormProps = { kind: "login" | "register"; next: string }

/** Signing in and opening an account ask nearly the same. */
export function AccountForm({ kind, next }: AccountFormProps) {
  const t = useTranslations("account")
  const problemText = useProblemText()
  const isNew = kind === "register"
  const [state, action] = useFormAction(isNew ? register : signIn, null)
  const refused = state?.ok === false ? state : null
  const form = useFocusFirstInvalid(refused)
  const field = (name: string) => {
    const problem = refused?.fields[name]
    const error = problem && problemText(problem)
    return { id: name, name, error, defaultValue: refused?.values[name] }
  }
  return (
    <form
      ref={form}
      action={action}
      noValidate
      className="flex max-w-md flex-col gap-5"
      data-slot="account-form"
    >
      <input type="hidden" name="next" value={next} />
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      {isNew && (
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field("first_name")} label={t("firstName")} autoComplete="given-name" />
          <TextField {...field("last_name")} label={t("lastName")} autoComplete="family-name" />
        </div>
      )}
      <TextField
        {...field("email")}
        type="email"
        dir="ltr"
        label={t("email")}
        autoComplete="email"
        className="rtl:[&_input]:text-end"
        required
      />
      <TextField
        {...field("password")}
        type="password"
        dir="ltr"
        label={t("password")}
        hint={isNew ? t("passwordHint") : undefined}
        autoComplete={isNew ? "new-password" : "current-password"}
        required
      />
      {isNew && <Marketing label={t("marketing")} />}
      <SubmitButton pendingText={t("sending")} className="self-start">
        {isNew ? t("register") : t("signIn")}
      </SubmitButton>
    </form>
  )
}

function Marketing({ label }: { label: ReactNode }) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-[0.9375rem]">
      <input type="checkbox" name="accepts_marketing" className="size-5 shrink-0 accent-moss" />
      {label}
    </label>
  )
}
