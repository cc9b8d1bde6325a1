const DECIMAL_COMMA = new Set(["de", "fr"])
const GROUPED = /^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$/
const PLAIN = /^\d{1,7}(?:\.\d{1,3})?$/

/**
 * What a person wrote as an amount, as `1090.5`; null for what is none.
 * Digits of any script, spaces or apostrophes between thousands and a currency around it are read. A single mark before
 * three digits is what the language makes of it: `1.090` is a thousand and ninety in German, `1,090` in English.
 */
export function readAmount(written: string, locale: string): string | null {
  const text = bare(written)
  if (!text) return null
  const plain = withoutGroups(text, DECIMAL_COMMA.has(locale) ? "," : ".").replace(",", ".")
  return PLAIN.test(plain) ? shortest(plain) : null
}

/** One kind of digit, space and mark, without a currency before or behind the number. */
function bare(written: string): string {
  return written
    .normalize("NFKC")
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/\u066c/g, "'")
    .replace(/\u066b/g, ".")
    .replace(/\s+/g, " ")
    .replace(/^[\p{L}\p{Sc}\p{Cf}\s.]*(?=\d)/u, "")
    .replace(/(?<=\d)[\p{L}\p{Sc}\p{Cf}\s.]*$/u, "")
}

/** The number without the marks between its thousands. */
function withoutGroups(text: string, decimalMark: string): string {
  const end = Math.max(text.lastIndexOf("."), text.lastIndexOf(","))
  const whole = end < 0 ? text : text.slice(0, end)
  const rest = end < 0 ? "" : text.slice(end)
  const isFraction =
    rest.length <= 3 || /[.,' ]/.test(whole) ? !whole.includes(rest[0] ?? "\0") : rest[0] === decimalMark
  if (!isFraction) return GROUPED.test(text) ? text.replace(/[.,' ]/g, "") : text
  return (GROUPED.test(whole) ? whole.replace(/[.,' ]/g, "") : whole) + rest
}

function shortest(plain: string): string {
  const [whole = "0", fraction = ""] = plain.split(".")
  const kept = fraction.replace(/0+$/, "")
  const digits = whole.replace(/^0+(?=\d)/, "")
  return kept ? `${digits}.${kept}` : digits
}
