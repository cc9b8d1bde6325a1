import { readFileSync } from "node:fs"

import type { Page } from "@playwright/test"

/** Where the demo shop shows every block that pages can hold, in each language. */
export const STORIES = {
  en: "/en/the-long-table",
  de: "/de/der-lange-tisch",
  fr: "/fr/la-grande-table",
  ar: "/ar/the-long-table",
}

type Contract = { components: { schemas: { Block: { discriminator: { mapping: Record<string, string> } } } } }

/** Every kind of block that the API can send, as its contract says. */
export function listKinds(): string[] {
  const contract = JSON.parse(readFileSync("../infra/openapi/v1.json", "utf8")) as Contract
  return Object.keys(contract.components.schemas.Block.discriminator.mapping).toSorted()
}

/** The first block of each kind that stands on the page itself and takes room there: where it begins and ends. */
export async function findBlocks(page: Page): Promise<Map<string, { top: number; height: number }>> {
  const places = await page.locator("main [data-block]:not([data-block] [data-block])").evaluateAll((all) =>
    all.map((block) => {
      const { top, height } = block.getBoundingClientRect()
      return { kind: block.getAttribute("data-block") ?? "", top: top + window.scrollY, height }
    }),
  )
  const found = new Map<string, { top: number; height: number }>()
  for (const { kind, ...place } of places) if (place.height > 0 && !found.has(kind)) found.set(kind, place)
  return found
}
