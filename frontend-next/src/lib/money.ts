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
