import { expect, it } from "vitest"

import { movedTo } from "@/lib/http/moved"

const reader = (address: string) => ({ address, locale: "de" as const })

it.each([
  ["/ueber-uns/", "/de/about", "/de/ueber-uns"],
  ["/", "/de/start", "/de"],
  ["/en/about", "/de/about", "/en/about"],
  ["https://example.com/sale", "/de/sale", "https://example.com/sale"],
  ["/كنبة", "/de/sofa", "/de/%D9%83%D9%86%D8%A8%D8%A9"],
])("leads to %s", (target, address, place) => {
  expect(movedTo(target, reader(address))).toBe(place)
})

it("takes along what stands behind the question mark, and lets the target have its say", () => {
  expect(movedTo("/products", reader("/de/alle?page=2&tag=a&tag=b"))).toBe("/de/products?page=2&tag=a&tag=b")
  expect(movedTo("/products?sort=newest#top", reader("/de/alle?sort=name&utm_source=x"))).toBe(
    "/de/products?sort=newest&utm_source=x#top",
  )
})

it.each([
  "//evil.example",
  "/\\evil.example",
  "http://evil.example",
  "https:evil.example",
  "https://@evil.example",
  "javascript:alert(1)",
  "about",
  "",
])("leads nowhere by %s", (target) => {
  expect(movedTo(target, reader("/de/about"))).toBeNull()
})

it.each([
  ["/about/", "/de/about"],
  ["/de/about", "/de/about?x=1"],
  ["/%d9%83", "/de/%D9%83"],
])("does not lead in a circle by %s", (target, address) => {
  expect(movedTo(target, reader(address))).toBeNull()
})

it("never leads off the shop by what the reader typed", () => {
  expect(movedTo("/about", reader("//evil.example/x?next=//evil.example"))).toBe(
    "/de/about?next=%2F%2Fevil.example",
  )
})
