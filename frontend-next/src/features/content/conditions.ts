/** What a variant of a personalised place asks of the reader; all of it has to hold. */
export type Conditions = {
  countries: string[]
  device: "any" | "phone" | "desktop"
  visit: "any" | "signed_in" | "signed_out"
  visitor: "any" | "new" | "returning"
  /** What the shop calls a segment of its customers. */
  segment: string | null
  /** What `utm_campaign` says in the address that led here. */
  campaign: string | null
}

/** What the browser knows; null is not known, and then only variants that do not ask for it are chosen. */
export type Known = {
  isPhone: boolean
  isSignedIn: boolean | null
  isReturning: boolean | null
  country: string | null
  segments: readonly string[] | null
  campaign: string | null
}

/** The first variant whose conditions hold; null for what everybody else sees. */
export function choose<Variant extends Conditions>(
  variants: readonly Variant[],
  known: Known,
): Variant | null {
  return variants.find((variant) => isFor(variant, known)) ?? null
}

function isFor(asked: Conditions, known: Known): boolean {
  const { countries, device, visit, visitor, segment, campaign } = asked
  const isHere = countries.length === 0 || (known.country !== null && countries.includes(known.country))
  const isOnDevice = device === "any" || (device === "phone") === known.isPhone
  const isVisitor =
    visit === "any" || (known.isSignedIn !== null && (visit === "signed_in") === known.isSignedIn)
  const isKnown =
    visitor === "any" || (known.isReturning !== null && (visitor === "returning") === known.isReturning)
  const isInSegment = segment === null || (known.segments?.includes(segment) ?? false)
  const wasLedHere = campaign === null || campaign === known.campaign
  return isHere && isOnDevice && isVisitor && isKnown && isInSegment && wasLedHere
}
