import { z } from "zod"

import { FILTER_PREFIX, type SearchToSave } from "@/features/saved-searches/fields"

const schema = z.object({
  name: z.string().trim().max(120),
  q: z.string().trim().max(200),
  filters: z.record(z.string().max(140), z.string().min(1).max(2000)),
})

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
