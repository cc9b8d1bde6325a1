export const FILTER_PREFIX = "filter."

/** A search as it is kept: its words and its filters, by the names of the API's parameters. */
export type SearchToSave = { name: string; q: string; filters: Record<string, string> }

/** The search as fields of a form, which works before any script does. */
export function searchFields({ name, q, filters }: SearchToSave): [string, string][] {
  const narrowing = Object.entries(filters).map(([code, value]): [string, string] => [
    FILTER_PREFIX + code,
    value,
  ])
  return [["name", name], ["q", q], ...narrowing]
}
