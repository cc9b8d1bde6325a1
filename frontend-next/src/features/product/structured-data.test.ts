import { expect, it } from "vitest"

import { productStructuredData } from "@/features/product/structured-data"
import type { ProductDocument, Review } from "@/lib/api/types"

const PRODUCT = {
  id: "prod_1",
  name: "Lamp",
  summary: "Bright.",
  images: [],
  brand: null,
  rating: { average: "4.5", count: 2 },
  variants: [],
} as unknown as ProductDocument
const REVIEW: Review = {
  id: "rev_01K7EKV8G0Q5J3N9D2M8B4ZTXR",
  score: 4,
  title: "Good",
  body: "Quiet.",
  author: null,
  written_at: "2026-10-13T09:30:00Z",
  is_verified_purchase: false,
}

it("tells search engines the average and some of the texts", () => {
  const data = productStructuredData(PRODUCT, "https://shop.example/lamp", "EUR", [
    REVIEW,
    { ...REVIEW, author: "Maud E." },
  ])
  expect(data).toMatchObject({
    aggregateRating: { ratingValue: "4.5", reviewCount: 2 },
    review: [
      {
        "@type": "Review",
        reviewRating: { ratingValue: 4 },
        reviewBody: "Quiet.",
        author: { "@type": "Person", name: "Maud E." },
      },
    ],
  })
})

it("says nothing of reviews that are not there", () => {
  const data = productStructuredData(
    { ...PRODUCT, rating: { average: null, count: 0 } },
    "https://shop.example/lamp",
    "EUR",
  )
  expect(data).not.toHaveProperty("review")
  expect(data).not.toHaveProperty("aggregateRating")
})
