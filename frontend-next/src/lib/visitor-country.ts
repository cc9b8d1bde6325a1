import { env } from "@/lib/env"

/**
 * The country a request came from, if something in front of this server says so (`COUNTRY_HEADER`). Without the setting
 * the header is not looked at: whoever reaches this server directly could write anything.
 */
export function visitorCountry(read: (name: string) => string | null | undefined): string | null {
  const name = env().COUNTRY_HEADER
  const code = name ? read(name)?.toUpperCase() : undefined
  return code && /^[A-Z]{2}$/.test(code) && code !== "XX" ? code : null
}
