import { expect, it } from "vitest"

import { atomXml } from "@/features/content/feed"
import { questionsData } from "@/features/content/structured-data"
import type { ArticleSummary, ContentPage } from "@/lib/api/types"

const ARTICLE: ArticleSummary = {
  path: "/journal/oil/",
  title: "Oil & <script>",
  updated_at: "2026-03-09T14:30:00Z",
  article: {
    lead: 'Less than "you" think\u0007.',
    picture: null,
    authors: ["Ada Reed"],
    tags: [{ code: "care", name: "Care" }],
    published_on: "2026-03-02",
  },
}

it("writes what editors wrote as text", () => {
  const home = "https://shop.example/de/journal"
  const xml = atomXml({ title: "Journal", address: `${home}/feed`, home, articles: [ARTICLE] })
  const feed = new DOMParser().parseFromString(xml, "application/xml")
  expect(feed.querySelector("parsererror")).toBeNull()
  expect(feed.querySelector("entry > title")?.textContent).toBe("Oil & <script>")
  expect(feed.querySelector("entry > summary")?.textContent).toBe('Less than "you" think.')
  expect(feed.querySelector("entry > id")?.textContent).toBe("https://shop.example/de/journal/oil")
  expect(feed.querySelector("feed > updated")?.textContent).toBe("2026-03-09T14:30:00Z")
})

it("tells each question with its answer", () => {
  const items = [{ question: "Why?", html: "<p>So.</p>" }]
  const body = [{ id: "1", type: "accordion", value: { heading: "", items } }]
  expect(questionsData({ locale: "en", body } as unknown as ContentPage)).toMatchObject({
    "@type": "FAQPage",
    mainEntity: [{ name: "Why?", acceptedAnswer: { "@type": "Answer", text: "<p>So.</p>" } }],
  })
})
