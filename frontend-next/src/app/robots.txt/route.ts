import { readRobots } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { env } from "@/lib/env"

export const dynamic = "force-dynamic"

const OWN = [
  "User-Agent: *",
  "Allow: /",
  ...["/api/", "/*/cart", "/*/checkout", "/*/account", "/*/orders/"].map((path) => `Disallow: ${path}`),
]
const HEADERS = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=300" }
const AWAY = { "Retry-After": "60", "Cache-Control": "no-store" }

/** What may be read: all but what belongs to one shopper, and what editors have added. */
export async function GET(): Promise<Response> {
  try {
    const added = (await readRobots(routing.defaultLocale)).trim()
    const sitemap = `Sitemap: ${new URL("/sitemap.xml", env().SITE_URL).toString()}`
    const parts = [OWN.join("\n"), added.replace(/\r\n?/g, "\n"), sitemap]
    return new Response(`${parts.filter(Boolean).join("\n\n")}\n`, { headers: HEADERS })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return new Response(null, { status: 503, headers: AWAY })
  }
}
