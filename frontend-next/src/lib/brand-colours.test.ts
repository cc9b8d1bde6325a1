import { expect, it } from "vitest"

import { brandColours, contrast } from "@/lib/brand-colours"

const PAPER = "#f8f4eb"
const SUNK = "#eee7d9"

it("takes colours that can be read as they are", () => {
  expect(brandColours({ primary_colour: "#24392E", accent_colour: "#9b4320" })).toEqual({
    "--color-moss": "#24392e",
    "--color-moss-deep": "#17251e",
    "--color-rust": "#9b4320",
    "--color-rust-deep": "#662c15",
  })
})

it.each(["#ffffff", "#ffee00", "#ff66aa", "#87ceeb", "#b1552f", "#000000", "nonsense"])(
  "makes text of and on %s readable",
  (colour) => {
    const colours = brandColours({ primary_colour: colour, accent_colour: colour })
    for (const shade of Object.values(colours)) {
      expect(shade).toMatch(/^#[0-9a-f]{6}$/)
      expect(contrast(shade, SUNK)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(shade, PAPER)).toBeGreaterThanOrEqual(4.5)
    }
  },
)

it("measures contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21)
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2)
})
