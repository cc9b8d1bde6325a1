import type { Branding } from "@/lib/api/types"

/** WCAG 2.2: 1.4.3 for text that is neither large nor bold, 1.4.11 for the edges of fields. */
const READABLE = 4.5
const SEEN = 3

const STEP = 0.96

/** How much darker the footer and what is pressed are than the colour itself. */
const DEEPER = 0.66

type Rgb = [number, number, number]
type Tokens = Record<`--color-${string}`, string>
type Grounds = { paper: string; raised: string; ink: string }
type Brand = Pick<Branding, "primary_colour" | "accent_colour"> &
  Partial<Pick<Branding, "background_colour" | "surface_colour" | "text_colour" | "dark">>

/** The grounds that `globals.css` is drawn for; on others everything that stands on them is mixed anew. */
const HOUSE: Grounds = { paper: "#f8f4eb", raised: "#fdfbf7", ink: "#1d2a23" }
const HOUSE_SUNK = "#eee7d9"

const OF_MEANING = { ochre: "#c98f2c", danger: "#96281b", success: "#2c5f41" }

/**
 * The custom properties of `globals.css` that a channel's branding decides. A colour that cannot be read,
 * as text or under it, is darkened, or on dark grounds lightened, until it can be. With a dark variant the
 * browser chooses between two values by itself, so nothing is painted twice.
 */
export function brandColours(branding: Brand): Tokens {
  const grounds = {
    paper: branding.background_colour ?? HOUSE.paper,
    raised: branding.surface_colour ?? HOUSE.raised,
    ink: branding.text_colour ?? HOUSE.ink,
  }
  const light = isHouse(grounds) ? onPaper(branding, HOUSE_SUNK) : onGrounds(branding, grounds)
  if (!branding.dark) return light
  const { background_colour: paper, text_colour: ink } = branding.dark
  const dark = onGrounds(branding, { paper, ink, raised: mixed(paper, ink, 0.06) })
  return either({ ...HOUSE_TOKENS, ...light }, dark)
}

const HOUSE_TOKENS: Tokens = {
  "--color-paper": HOUSE.paper,
  "--color-raised": HOUSE.raised,
  "--color-sunk": HOUSE_SUNK,
  "--color-ink": HOUSE.ink,
  "--color-soft": "#4a564e",
  "--color-faint": "#5a6259",
  "--color-line": "#ddd4c2",
  "--color-edge": "#87857a",
  "--color-ochre": OF_MEANING.ochre,
  "--color-danger": OF_MEANING.danger,
  "--color-success": OF_MEANING.success,
  "--color-on-deep": HOUSE.paper,
}

function isHouse({ paper, raised, ink }: Grounds): boolean {
  return paper === HOUSE.paper && raised === HOUSE.raised && ink === HOUSE.ink
}

/** The brand's own two colours, and what is pressed or stands at the foot of the page. */
function onPaper(branding: Brand, sunk: string): Tokens {
  const primary = readable(branding.primary_colour, sunk)
  const accent = readable(branding.accent_colour, sunk)
  return {
    "--color-moss": primary,
    "--color-moss-deep": scaled(primary, DEEPER),
    "--color-rust": accent,
    "--color-rust-deep": scaled(accent, DEEPER),
  }
}

function onGrounds(branding: Brand, { paper, raised, ink }: Grounds): Tokens {
  const isDark = luminance(paper) < luminance(ink)
  const sunk = mixed(paper, ink, 0.07)
  const primary = readable(branding.primary_colour, sunk)
  const accent = readable(branding.accent_colour, sunk)
  return {
    "--color-paper": paper,
    "--color-raised": raised,
    "--color-sunk": sunk,
    "--color-ink": ink,
    "--color-soft": readable(mixed(ink, paper, 0.2), sunk),
    "--color-faint": readable(mixed(ink, paper, 0.28), sunk),
    "--color-line": mixed(paper, ink, 0.16),
    "--color-edge": readable(mixed(paper, ink, 0.45), sunk, SEEN),
    "--color-moss": primary,
    "--color-moss-deep": isDark ? lifted(primary) : scaled(primary, DEEPER),
    "--color-rust": accent,
    "--color-rust-deep": isDark ? lifted(accent) : scaled(accent, DEEPER),
    "--color-ochre": OF_MEANING.ochre,
    "--color-danger": readable(OF_MEANING.danger, sunk),
    "--color-success": readable(OF_MEANING.success, sunk),
    ...(isDark && { "--color-deep": scaled(paper, DEEPER) }),
    "--color-on-deep": isDark ? ink : paper,
  }
}

function either(light: Tokens, dark: Tokens): Tokens {
  const all = { ...light, ...dark }
  const values = Object.keys(all).map((name) => {
    const key = name as keyof Tokens
    return [key, `light-dark(${light[key] ?? light["--color-moss-deep"]}, ${dark[key]})`]
  })
  return Object.fromEntries(values) as Tokens
}

/** The colour, moved away from the ground in steps until it stands out as much as is asked. */
function readable(colour: string, ground: string, ratio = READABLE): string {
  let shade = scaled(colour, 1)
  const isDark = luminance(ground) < 0.18
  while (contrast(shade, ground) < ratio) shade = isDark ? lifted(shade) : scaled(shade, STEP)
  return shade
}

/** The ratio of two colours' brightness, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function scaled(colour: string, factor: number): string {
  return written(channels(colour).map((value) => Math.floor(value * factor)))
}

function lifted(colour: string): string {
  return written(channels(colour).map((value) => Math.ceil(value + (255 - value) * 0.06)))
}

function mixed(one: string, other: string, share: number): string {
  const others = channels(other)
  return written(
    channels(one).map((value, index) => Math.round(value + ((others[index] ?? 0) - value) * share)),
  )
}

function written(parts: number[]): string {
  return `#${parts.map((value) => Math.min(value, 255).toString(16).padStart(2, "0")).join("")}`
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) || 0)
}
