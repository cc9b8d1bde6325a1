import type { Messages } from "next-intl"

export type Namespace = keyof Messages

/** What the frame around every page says in the browser; each page names what it says beside that. */
export const FRAME_NAMESPACES = [
  "common",
  "error",
  "layout",
  "memory",
  "search",
] as const satisfies Namespace[]

/** Only what client components say travels to the browser. */
export function clientMessages(
  messages: Messages,
  namespaces: readonly Namespace[] = FRAME_NAMESPACES,
): Partial<Messages> {
  return Object.fromEntries(namespaces.map((name) => [name, messages[name]]))
}
