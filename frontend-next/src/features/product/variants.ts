import type { Image, ProductOption, Variant } from "@/lib/api/types"

/** The variant an address asks for; else the first one that can be bought; else simply the first. */
export function initialVariant(variants: Variant[], requestedId: string | undefined): Variant | undefined {
  return (
    variants.find(({ id }) => id === requestedId) ??
    variants.find(({ availability }) => availability.is_available) ??
    variants[0]
  )
}

/**
 * Whether a value can be had together with what is chosen before it.
 * Options are read in order and only earlier ones bind, so every variant can be reached from every other.
 */
export function isPossible(
  variants: Variant[],
  options: ProductOption[],
  current: Variant,
  optionCode: string,
  value: string,
): boolean {
  return candidates(variants, options, current, optionCode, value).length > 0
}

/** Whether whatever can be had with a value and what is chosen before it is sold out. */
export function isSoldOut(
  variants: Variant[],
  options: ProductOption[],
  current: Variant,
  optionCode: string,
  value: string,
): boolean {
  const possible = candidates(variants, options, current, optionCode, value)
  return possible.length > 0 && possible.every(({ availability }) => !availability.is_available)
}

/** The variant shown after choosing a value: earlier choices are kept, later ones as far as they fit. */
export function chooseValue(
  variants: Variant[],
  options: ProductOption[],
  current: Variant,
  optionCode: string,
  value: string,
): Variant {
  const ranked = candidates(variants, options, current, optionCode, value)
    .map((variant) => ({ variant, score: likeness(variant, current) }))
    .sort((a, b) => b.score - a.score)
  return ranked[0]?.variant ?? current
}

/** The variant's own pictures first, then those that show the product in general. */
export function variantImages(images: Image[], variants: Variant[], current: Variant): Image[] {
  const bound = new Set(variants.flatMap((variant) => variant.image_ids))
  const own = images.filter(({ id }) => current.image_ids.includes(id))
  const general = images.filter(({ id }) => !bound.has(id))
  const shown = [...own, ...general]
  return shown.length > 0 ? shown : images
}

function candidates(
  variants: Variant[],
  options: ProductOption[],
  current: Variant,
  optionCode: string,
  value: string,
): Variant[] {
  const position = options.findIndex(({ code }) => code === optionCode)
  const binding = options.slice(0, Math.max(position, 0))
  return variants.filter(
    (variant) =>
      variant.options[optionCode] === value &&
      binding.every(({ code }) => variant.options[code] === current.options[code]),
  )
}

/** Shared options count double, so that availability only decides between equally close variants. */
function likeness(variant: Variant, current: Variant): number {
  const shared = Object.entries(variant.options).filter(
    ([code, value]) => current.options[code] === value,
  ).length
  return shared * 2 + (variant.availability.is_available ? 1 : 0)
}
