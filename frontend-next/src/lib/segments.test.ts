import { expect, it } from "vitest"

import { decodeSegment } from "@/lib/segments"

it("reads slugs of every script", () => {
  expect(decodeSegment(encodeURIComponent("كنبة-المستنقع"))).toBe("كنبة-المستنقع")
  expect(decodeSegment("marsh-sofa")).toBe("marsh-sofa")
})

it("leaves what is no encoding as it is", () => {
  expect(decodeSegment("%E0%A4%A")).toBe("%E0%A4%A")
})
