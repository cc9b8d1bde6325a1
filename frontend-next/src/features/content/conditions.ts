/** What a variant of a personalised place asks of the reader; all of it has to hold. */
export type Conditions = {
  countries: string[]
  device: "any" | "phone" | "desktop"
  visit: "any" | "signed_in" | "signed_out"
}

/** What the browser knows; null is not known, and then only variants that do not ask for it are chosen. */
export type Known = { isPhone: boolean; isSignedIn: boolean | null; country: string | null }

/** The first variant whose conditions hold; null for what everybody else sees. */
export function choose<Variant extends Conditions>(
  variants: readonly Variant[],
  known: Known,
): Variant | null {
  return variants.find((variant) => isFor(variant, known)) ?? null
}

function isFor({ countries, device, visit }: Conditions, { isPhone, isSignedIn, country }: Known): boolean {
  const isHere = countries.length === 0 || (country !== null && countries.includes(country))
  const isOnDevice = device === "any" || (device === "phone") === isPhone
  const isVisitor = visit === "any" || (isSignedIn !== null && (visit === "signed_in") === isSignedIn)
  return isHere && isOnDevice && isVisitor
}
