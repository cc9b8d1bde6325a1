import { fieldName, ProblemError } from "@/lib/api/problem"

export type FieldProblem = { code: string; detail: string }

/** What a server action answers. A refusal keeps the input, so that nobody types an address twice. */
export type ActionResult<Extra extends object = object> =
  | ({ ok: true } & Extra)
  | {
      ok: false
      code: string
      detail: string
      fields: Record<string, FieldProblem>
      values: Record<string, string>
    }

export type ActionState<Extra extends object = object> = ActionResult<Extra> | null

/** Turns a thrown problem into a refusal; whatever is no problem of the API goes on up to the error page. */
export function refusal(error: unknown, form?: FormData): Extract<ActionResult, { ok: false }> {
  if (!(error instanceof ProblemError)) throw error
  const fields = Object.fromEntries(
    error.problem.errors.map(({ pointer, code, detail }) => [fieldName(pointer), { code, detail }]),
  )
  return {
    ok: false,
    code: error.code,
    detail: error.problem.detail,
    fields,
    values: form ? formValues(form) : {},
  }
}

/** The text fields of a form. Passwords are left out: they are never sent back to a browser. */
export function formValues(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form.entries()].filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && !entry[0].includes("password") && !entry[0].startsWith("$"),
    ),
  )
}

export function textField(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === "string" ? value.trim() : ""
}
