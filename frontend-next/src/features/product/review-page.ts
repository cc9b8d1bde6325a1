/** The page that an address asks for; what is no page is the first one. */
export function reviewPageOf(asked: unknown): number {
  return typeof asked === "string" && /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
}
