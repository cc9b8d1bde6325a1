import { expect, it } from "vitest"

import { cacheTags, isCacheTag } from "@/lib/cache-tags"

it.each([
  cacheTags.pages,
  cacheTags.page("/"),
  cacheTags.page("/ueber-uns/"),
  cacheTags.product("vase"),
  cacheTags.menus,
])("knows %s", (tag) => {
  expect(isCacheTag(tag)).toBe(true)
})

it.each(["", "page:", "pages:x", "orders", `product:${"x".repeat(300)}`, 7, null])(
  "does not know %o",
  (tag) => {
    expect(isCacheTag(tag)).toBe(false)
  },
)
