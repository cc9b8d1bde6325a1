import { describe, expect, it } from "vitest"

import { atWidth, readBeside, sourceSet, writeBeside } from "./renditions"

describe("renditions", () => {
  it("differ in the width at the end of their names", () => {
    expect(atWidth("https://shop.example/media/chair-2-960.webp", 480)).toBe(
      "https://shop.example/media/chair-2-480.webp",
    )
  })

  it("leave an address alone that tells no width", () => {
    expect(atWidth("https://shop.example/media/chair.webp", 480)).toBe(
      "https://shop.example/media/chair.webp",
    )
  })

  it("are listed for the browser with their widths, and not at all where there are none", () => {
    const sources = [
      { url: "/chair-480.webp", width: 480 },
      { url: "/chair-960.webp", width: 960 },
    ]
    expect(sourceSet(sources)).toBe("/chair-480.webp 480w, /chair-960.webp 960w")
    expect(sourceSet([])).toBeUndefined()
  })
})

describe("a picture beside another one", () => {
  const first = "https://shop.test/media/renditions/products/82/a-960.webp"

  it.each([
    ["https://shop.test/media/renditions/products/0b/b-960.webp", "../0b/b-960.webp"],
    ["https://cdn.test/b.webp", "https://cdn.test/b.webp"],
    ["/media/b.webp", "/media/b.webp"],
  ])("is %s, written %s", (other, written) => {
    expect(writeBeside(first, other)).toBe(written)
    expect(readBeside(first, written)).toBe(other)
  })

  it("is written whole beside what has no folder", () => {
    expect(writeBeside("a.webp", "b.webp")).toBe("b.webp")
    expect(readBeside("a.webp", "b.webp")).toBe("b.webp")
  })
})
