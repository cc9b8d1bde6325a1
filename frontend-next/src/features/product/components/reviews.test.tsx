import { render, screen, within } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { Reviews } from "@/features/product/components/reviews"
import type { Review, ReviewPage } from "@/lib/api/types"
import { learnShopper } from "@/lib/shopper/store"

import ar from "../../../../messages/ar.json"
import en from "../../../../messages/en.json"

vi.mock("@/features/product/actions", () => ({ writeReview: vi.fn() }))
vi.mock("@/i18n/navigation", () => ({
  Link: ({ href, rel, children }: { href: string; rel?: string; children: React.ReactNode }) => (
    <a href={href} rel={rel}>
      {children}
    </a>
  ),
}))

const REVIEW: Review = {
  id: "rev_01K7EKV8G0Q5J3N9D2M8B4ZTXR",
  score: 4,
  title: "<b>Good</b>",
  body: "See https://evil.example\nGood.",
  author: "Maud E.",
  written_at: "2026-10-13T09:30:00Z",
  is_verified_purchase: true,
}

function pageOf(counts: number[], others: Partial<ReviewPage> = {}): ReviewPage {
  const count = counts.reduce((sum, number) => sum + number, 0)
  const distribution = counts.map((number, index) => ({ score: 5 - index, count: number }))
  const average = count ? "4.3" : null
  const envelope = { count, page: 1, page_size: 6, page_count: 1, next: null, previous: null }
  return { ...envelope, results: [], summary: { average, count, distribution }, ...others }
}

function show(
  reviews: ReviewPage,
  { locale = "en", isSignedIn = false }: { locale?: "en" | "ar"; isSignedIn?: boolean } = {},
) {
  learnShopper({ isSignedIn })
  render(
    <NextIntlClientProvider locale={locale} messages={locale === "ar" ? ar : en} timeZone="Europe/Berlin">
      <Reviews slug="gather-table" reviews={reviews} />
    </NextIntlClientProvider>,
  )
}

it("tells in sentences how the stars spread", () => {
  show(pageOf([2, 1, 0, 0, 1]))
  const rows = within(screen.getByRole("list")).getAllByRole("listitem")
  const sentences = rows.map((row) => row.querySelector(".sr-only")?.textContent)
  expect(sentences).toEqual([
    "2 reviews with 5 stars",
    "1 review with 4 stars",
    "No review with 3 stars",
    "No review with 2 stars",
    "1 review with 1 star",
  ])
})

it("shows what strangers wrote as text, in its own direction", () => {
  show(pageOf([0, 1, 0, 0, 0], { results: [REVIEW] }), { locale: "ar" })
  expect(screen.getByRole("heading", { name: "<b>Good</b>" }).getAttribute("dir")).toBe("auto")
  expect(screen.queryByRole("link", { name: /evil/ })).toBeNull()
  expect(screen.getByText(/evil\.example/).getAttribute("dir")).toBe("auto")
  expect(screen.getByText("Maud E.")).toBeTruthy()
  expect(screen.getByText(ar.reviews.verified)).toBeTruthy()
})

it("leads to more by links that need no script", () => {
  show(pageOf([0, 13, 0, 0, 0], { results: [REVIEW], page: 2, page_count: 3, previous: 1, next: 3 }))
  const hrefs = ["Newer reviews", "More reviews"].map((name) => screen.getByRole("link", { name }))
  expect(hrefs.map((link) => link.getAttribute("href"))).toEqual([
    "/products/gather-table#reviews",
    "/products/gather-table?reviews=3#reviews",
  ])
})

it("says that nobody has written yet, and lets guests sign in first", () => {
  show(pageOf([0, 0, 0, 0, 0]))
  expect(screen.getByText(en.reviews.none)).toBeTruthy()
  expect(screen.queryByRole("form")).toBeNull()
  expect(screen.getByRole("link", { name: en.reviews.signIn }).getAttribute("href")).toContain("/login?next=")
})

it("lets customers write", () => {
  show(pageOf([0, 0, 0, 0, 0]), { isSignedIn: true })
  const form = screen.getByRole("form", { name: en.reviews.write })
  expect(within(form).getByLabelText(en.reviews.score)).toBeTruthy()
  expect(within(form).getByLabelText(en.reviews.text)).toBeTruthy()
})
