import type { Messages } from "next-intl"

const CLIENT_NAMESPACES = [
  "account",
  "address",
  "cart",
  "catalogue",
  "checkout",
  "common",
  "error",
  "layout",
  "memory",
  "orders",
  "price",
  "problems",
  "product",
  "reviews",
  "savedSearches",
  "search",
] as const

/** Only what client components say travels to the browser. */
export function clientMessages(messages: Messages): Partial<Messages> {
  return Object.fromEntries(CLIENT_NAMESPACES.map((name) => [name, messages[name]]))
}
