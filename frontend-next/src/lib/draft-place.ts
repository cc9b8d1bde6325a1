/** Where drafts are shown, below the language. No page of the website can have a tilde in its path. */
export const DRAFT_PLACE = "~draft"

const DRAFT = /^\/[a-z]{2}\/(?:~|%7[Ee])draft\/([^/?#]+)/

/** The token in the address of a draft; null for every other address. */
export function draftTokenOf(address: string): string | null {
  return DRAFT.exec(address)?.[1] ?? null
}
