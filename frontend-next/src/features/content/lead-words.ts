import type { ContentPage } from "@/lib/api/types"

/** What a page says of itself where its editor has not described it. */
export function leadWords({ article, lookbook, body }: ContentPage): string {
  const text = body.find((block) => block.type === "rich_text")
  return article?.lead || lookbook?.lead || text?.value.html || ""
}
