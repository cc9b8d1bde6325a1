import { describe, expect, it } from "vitest"

import { atWidth, sourceSet } from "./renditions"

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
