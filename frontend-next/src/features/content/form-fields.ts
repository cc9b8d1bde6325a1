import type { FormField, FormFacts } from "@/lib/api/types"

/** The names of what is no field of the form; its fields have a prefix, so that they can be called anything. */
export const FORM_ID = "form-id"
export const FORM_TOKEN = "form-token"
export const TRAP = "website"
const PREFIX = "field-"

/** As what the control of a field is sent. */
export function controlName({ name }: Pick<FormField, "name">): string {
  return `${PREFIX}${name}`
}

/** What was chosen among several, as one text: no choice holds a line break. */
export const BETWEEN = "\n"

/** What a form says, by the names of the fields as the API knows them. */
export function valuesOf(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form.entries()) {
    if (!name.startsWith(PREFIX) || typeof value !== "string") continue
    ;(values[name.slice(PREFIX.length)] ??= []).push(value.replaceAll("\r\n", "\n"))
  }
  return values
}

/** What was written, for the form to be shown again: several choices as lines of one text. */
export function writtenIn(form: FormData): Record<string, string> {
  const entries = Object.entries(valuesOf(form))
  return Object.fromEntries(entries.map(([name, values]) => [name, values.join(BETWEEN)]))
}

/** The files of a form that are any, as the API takes them. */
export async function filesOf(form: FormData): Promise<Record<string, { name: string; content: string }>> {
  const sent = [...form.entries()].filter(
    (entry): entry is [string, File] =>
      entry[0].startsWith(PREFIX) && entry[1] instanceof File && entry[1].size > 0,
  )
  const read = sent.map(async ([name, file]) => {
    const content = Buffer.from(await file.arrayBuffer()).toString("base64")
    return [name.slice(PREFIX.length), { name: file.name.slice(-120) || "file", content }] as const
  })
  return Object.fromEntries(await Promise.all(read))
}

/** What a field begins with: what was written before, else what the editor suggests. */
export function startOf(field: FormField, written: Record<string, string> | undefined): string[] {
  if (!written) return field.initial
  const value = written[field.name]
  return value === undefined ? [] : value.split(field.type === "checkboxes" ? BETWEEN : /$^/)
}

export type { FormFacts, FormField }
