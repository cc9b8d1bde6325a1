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

it.each([
  { paper: "#ffffff", ink: "#000000" },
  { paper: "#fff0f5", ink: "#3b0a1e" },
  { paper: "#101418", ink: "#e8eaed" },
  { paper: "#000000", ink: "#ffffff" },
])("keeps everything readable on $paper", ({ paper, ink }) => {
  const tokens = brandColours({
    ...{ primary_colour: "#2255cc", accent_colour: "#ffcc00" },
    ...{ background_colour: paper, surface_colour: paper, text_colour: ink },
  })
  const sunk = tokens["--color-sunk"] ?? ""
  for (const name of ["ink", "soft", "faint", "moss", "rust", "danger", "success"] as const) {
    expect(contrast(tokens[`--color-${name}`] ?? "", sunk), name).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tokens[`--color-${name}`] ?? "", paper), name).toBeGreaterThanOrEqual(4.5)
  }
  expect(contrast(tokens["--color-edge"] ?? "", paper)).toBeGreaterThanOrEqual(3)
  const deep = tokens["--color-deep"] ?? tokens["--color-moss-deep"] ?? ""
  expect(contrast(tokens["--color-on-deep"] ?? "", deep)).toBeGreaterThanOrEqual(4.5)
})

it("measures contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21)
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2)
})
