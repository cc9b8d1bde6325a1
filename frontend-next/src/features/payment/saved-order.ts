import type { SavedMethod } from "@/lib/api/types"

/** What the payment step chooses of what was saved: what the customer prefers, else the first that can be used. */
export function usedFirst(methods: SavedMethod[]): SavedMethod | undefined {
  const usable = methods.filter(({ is_expired: isExpired }) => !isExpired)
  return usable.find((method) => method.is_default) ?? usable[0]
}
