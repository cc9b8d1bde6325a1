"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect, useRef, type ReactNode } from "react"

import { TextField } from "@/components/ui/field"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import type { ActionState } from "@/lib/forms"
import { useProblemText } from "@/lib/problem-text"

type Action = (state: ActionState, form: FormData) => Promise<ActionState>

type PasswordFormProps = {
  action: Action
  fields: ("email" | "current_password" | "new_password")[]
  submit: string
  /** What is said once it is done, in place of the form. */
  done: ReactNode
  children?: ReactNode
}

/** The forms around a password: they ask for one to three things and end in a sentence. */
export function PasswordForm({ action, fields, submit, done, children }: PasswordFormProps) {
  const t = useTranslations("account")
  const problemText = useProblemText()
  const [state, send] = useActionState(action, null)
  const refused = state?.ok === false ? state : null
  const form = useFocusFirstInvalid(refused)
  if (state?.ok) return <Done>{done}</Done>
  const common = (name: string) => {
    const problem = refused?.fields[name]
    return { id: name, name, error: problem && problemText(problem), dir: "ltr", required: true }
  }
  const isAtField = fields.some((name) => refused?.fields[name])
  const general = isAtField ? { code: "validation_failed", detail: "" } : refused?.fields.token
  return (
    <form
      ref={form}
      action={send}
      noValidate
      className="flex max-w-md flex-col gap-5"
      data-slot="password-form"
    >
      {refused && (
        <Notice tone="danger" role="alert">
          {problemText(general ?? refused)}
        </Notice>
      )}
      {children}
      {fields.includes("email") && (
        <TextField
          {...common("email")}
          type="email"
          label={t("email")}
          autoComplete="email"
          defaultValue={refused?.values.email}
          className="rtl:[&_input]:text-end"
        />
      )}
      {fields.includes("current_password") && (
        <TextField
          {...common("current_password")}
          type="password"
          label={t("currentPassword")}
          autoComplete="current-password"
        />
      )}
      {fields.includes("new_password") && (
        <TextField
          {...common("new_password")}
          type="password"
          label={t("newPassword")}
          hint={t("passwordHint")}
          autoComplete="new-password"
        />
      )}
      <SubmitButton pendingText={t("sending")} className="self-start">
        {submit}
      </SubmitButton>
    </form>
  )
}

/** Takes the focus, so that the outcome is read out where the form was. */
function Done({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Notice ref={box} tone="success" role="status" tabIndex={-1} className="max-w-md">
      {children}
    </Notice>
  )
}
