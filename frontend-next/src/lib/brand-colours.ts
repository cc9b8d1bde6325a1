/** The darkest ground that text in a brand colour stands on, and the lightest text that stands on a brand colour. */
const SUNK = "#eee7d9"

/** WCAG 2.2, 1.4.3: text that is neither large nor bold. */
const READABLE = 4.5

const STEP = 0.96

/** How much darker the footer and what is pressed are than the colour itself. */
const DEEPER = 0.66

type Brand = { primary_colour: string; accent_colour: string }

/**
 * The custom properties of `globals.css` that a channel's branding decides. A colour too light to be read,
 * as text or under it, is darkened until it can be.
 */
export function brandColours(branding: Brand): Record<`--color-${string}`, string> {
  const primary = readable(branding.primary_colour)
  const accent = readable(branding.accent_colour)
  return {
    "--color-moss": primary,
    "--color-moss-deep": scaled(primary, DEEPER),
    "--color-rust": accent,
    "--color-rust-deep": scaled(accent, DEEPER),
  }
}

function readable(colour: string): string {
  let shade = scaled(colour, 1)
  while (contrast(shade, SUNK) < READABLE) shade = scaled(shade, STEP)
  return shade
}

/** The ratio of two colours' brightness, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function scaled(colour: string, factor: number): string {
  const parts = channels(colour).map((value) => Math.floor(value * factor))
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) || 0)
}
