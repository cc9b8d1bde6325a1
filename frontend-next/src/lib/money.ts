import type { Money } from "@/lib/api/types"

/** Arabic is written with Latin digits here, as in the shops of the Gulf the channel sells to. */
const FORMATTING_LOCALES: Record<string, string> = { ar: "ar-u-nu-latn" }

export function formattingLocale(locale: string): string {
  return FORMATTING_LOCALES[locale] ?? locale
}

/** Formats an amount as it came from the API. The string is never turned into a float. */
export function formatMoney(money: Money, locale: string): string {
  const format = new Intl.NumberFormat(formattingLocale(locale), {
    style: "currency",
    currency: money.currency,
  })
  return format.format(money.amount as Intl.StringNumericLiteral)
}

export function isZero(money: Money): boolean {
  return /^-?0*\.?0*$/.test(money.amount)
}

/** The same amount with its sign turned, for showing a discount as something taken away. */
export function negated(money: Money): Money {
  if (isZero(money)) return money
  const amount = money.amount.startsWith("-") ? money.amount.slice(1) : `-${money.amount}`
  return { ...money, amount }
}

const PLACES = 4

/** What remains of an amount when others are taken off, and never less than nothing. */
export function remainder(whole: Money, taken: Money[]): Money {
  const left = taken.reduce((sum, each) => sum - units(each), units(whole))
  return inUnits(left > 0n ? left : 0n, whole)
}

export function sum(first: Money, ...others: Money[]): Money {
  return inUnits(
    others.reduce((total, each) => total + units(each), units(first)),
    first,
  )
}

export function smaller(one: Money, other: Money): Money {
  return units(one) < units(other) ? one : other
}

/** Currencies without smaller coins that Stripe counts in hundredths nevertheless. */
const HUNDREDTHS_OF_STRIPE = ["ISK", "UGX"]

/** The amount as Stripe's script counts it: in the smallest coin. */
export function minorUnits(money: Money): number {
  const digits = HUNDREDTHS_OF_STRIPE.includes(money.currency) ? 2 : digitsOf(money.currency)
  return Number(units(money) / 10n ** BigInt(PLACES - digits))
}

function digitsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions()
  return maximumFractionDigits
}

function units({ amount }: Money): bigint {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".")
  const value = BigInt(whole + fraction.padEnd(PLACES, "0").slice(0, PLACES))
  return amount.startsWith("-") ? -value : value
}

/** Written with as many places as the amount that it was worked out from. */
function inUnits(value: bigint, like: Money): Money {
  const digits = value.toString().padStart(PLACES + 1, "0")
  const places = like.amount.split(".")[1]?.length ?? 0
  const fraction = digits.slice(-PLACES).slice(0, places)
  return { ...like, amount: digits.slice(0, -PLACES) + (fraction && `.${fraction}`) }
}
