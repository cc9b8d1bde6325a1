"use client"

import { useTranslations } from "next-intl"
import { startTransition, useId, useRef, useState, type SubmitEvent } from "react"

import { Button } from "@/components/ui/button"
import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { useFormAction } from "@/components/ui/use-form-action"
import { FormControl } from "@/features/content/components/form-control"
import { beginForm, sendForm } from "@/features/content/form-actions"
import { FORM_ID, FORM_TOKEN, startOf, TRAP, type FormFacts } from "@/features/content/form-fields"
import { useProblemText } from "@/lib/problem-text"

/**
 * A form that editors have put together. Its token is fetched when somebody begins to write, since the page is the same
 * for everybody; without scripts the first sending brings it, and the second one is taken.
 */
export default function FormSheet({ form }: { form: FormFacts }) {
  const t = useTranslations("forms")
  const text = useProblemText()
  const id = useId()
  const begun = useRef(false)
  const [token, setToken] = useState("")
  const [state, send, isPending] = useFormAction(sendForm, null)
  const sheet = useFocusFirstInvalid(state)
  if (state?.ok) {
    return (
      <Notice tone="success" role="status" tabIndex={-1} ref={(box) => box?.focus()}>
        {state.thanks}
      </Notice>
    )
  }

  async function begin() {
    if (begun.current) return
    begun.current = true
    setToken((await beginForm(form.id)) ?? "")
  }

  /** Sent by hand: a form that React sends by itself is emptied afterwards, its chosen file included. */
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    const filled = new FormData(event.currentTarget)
    startTransition(() => send(filled))
  }

  const next = state?.params.token
  return (
    <form
      ref={sheet}
      action={send}
      onSubmit={submit}
      onFocus={() => void begin()}
      noValidate
      className="flex flex-col gap-5"
    >
      {state && (
        <FormProblem refusal={state} tone={state.code === "form_token_needed" ? "warning" : "danger"}>
          {text(state)}
        </FormProblem>
      )}
      <input type="hidden" name={FORM_ID} value={form.id} />
      <input type="hidden" name={FORM_TOKEN} value={typeof next === "string" ? next : token} />
      <div aria-hidden className="absolute size-px overflow-hidden opacity-0">
        <input name={TRAP} tabIndex={-1} autoComplete="off" defaultValue="" aria-label={t("leaveEmpty")} />
      </div>
      {form.fields.map((field) => {
        const wrong = state?.fields[`values.${field.name}`]
        return (
          <FormControl
            key={field.name}
            id={`${id}-${field.name}`}
            field={field}
            start={startOf(field, state?.values)}
            error={wrong && text(wrong)}
          />
        )
      })}
      <div>
        <Button type="submit" aria-disabled={isPending}>
          {isPending ? t("sending") : form.button}
        </Button>
      </div>
    </form>
  )
}
