import { z } from "zod"

const FILTER_PREFIX = "filter."

const schema = z.object({
  name: z.string().trim().max(120),
  q: z.string().trim().max(200),
  filters: z.record(z.string().max(140), z.string().min(1).max(2000)),
})

/** A search as it is kept: its words and its filters, by the names of the API's parameters. */
export type SearchToSave = z.infer<typeof schema>

/** The form that `searchFields` was written into; null when it is none of ours. */
export function parseSearchToSave(form: FormData): SearchToSave | null {
  const filters = [...form.entries()]
    .filter(([name]) => name.startsWith(FILTER_PREFIX))
    .map(([name, value]) => [name.slice(FILTER_PREFIX.length), value] as const)
  const parsed = schema.safeParse({
    name: form.get("name"),
    q: form.get("q"),
    filters: Object.fromEntries(filters),
  })
  return parsed.success ? parsed.data : null
}

/** The search as fields of a form, which works before any script does. */
export function searchFields({ name, q, filters }: SearchToSave): [string, string][] {
  const narrowing = Object.entries(filters).map(([code, value]): [string, string] => [
    FILTER_PREFIX + code,
    value,
  ])
  return [["name", name], ["q", q], ...narrowing]
}
