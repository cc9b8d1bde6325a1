/** What a problem says beside its code, for the placeholders of our sentences. */
export type ProblemParams = Record<string, string | number>

export type FieldProblem = { code: string; detail: string }

/** What a server action answers. A refusal keeps the input, so that nobody types an address twice. */
export type ActionResult<Extra extends object = object> =
  | ({ ok: true } & Extra)
  | {
      ok: false
      code: string
      detail: string
      params: ProblemParams
      fields: Record<string, FieldProblem>
      values: Record<string, string>
    }

export type Refusal = Extract<ActionResult, { ok: false }>

export type ActionState<Extra extends object = object> = ActionResult<Extra> | null

/** The refusal for a form that did not reach the shop; everything in it stays as it was. */
export function unreachable(form: FormData): Refusal {
  return { ok: false, code: "unavailable", detail: "", params: {}, fields: {}, values: formValues(form) }
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

/** A password is taken as typed, spaces included. */
export function passwordField(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}
