import "server-only"

import { z } from "zod"

import type { StandIns } from "@/lib/payment-sources"

const OWN_COMPUTER = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/

const schema = z
  .object({
    /** Where this server reaches Django. */
    API_URL: z.url().default("http://127.0.0.1:8000"),
    /** The channel that is sold from; without it the host decides. */
    API_CHANNEL: z.string().optional(),
    /** Makes Django believe the channel and the visitor's address. */
    API_CHANNEL_KEY: z.string().optional(),
    /** What Django shows when it tells what became stale; the addresses of painted pictures are signed with it. */
    REVALIDATE_SECRET: z.string().min(16).optional(),
    /** Where visitors find the storefront: links in pages, sitemaps and previews begin with it. */
    SITE_URL: z.url().default("http://localhost:3000"),
    /** Where pictures come from, if not from Django's own address. */
    MEDIA_ORIGIN: z.url().optional(),
    /** Where editors work, if not at Django's own address: it alone may frame drafts, and its pages are linked for editors. */
    BACK_OFFICE_URL: z.url().optional(),
    /** Where browsers find the sockets of the live channel (`wss://…/ws/`); without it pages ask now and then. */
    LIVE_URL: z.url({ protocol: /^wss?$/ }).optional(),
    /** How many own proxies stand between a visitor and this server. */
    STOREFRONT_TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
    /** The header in which a proxy or CDN in front says where a visitor is, such as `cf-ipcountry`; it must always set it. */
    COUNTRY_HEADER: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
    /** Where several servers of the storefront keep pages together; without it each keeps its own. */
    REDIS_URL: z.url().optional(),
    /** Room for kept pages in the memory of each server, packed, in megabytes; 0 keeps none. */
    PAGES_MEMORY_MB: z.coerce.number().min(0).default(128),
    /** How long a CDN may keep a page, in seconds; 0 when it may not. */
    PAGES_SHARED_SECONDS: z.coerce.number().int().min(0).default(60),
    /** A script that stands in for Stripe's in tests, on this computer; a shop that others can visit refuses it. */
    STRIPE_SCRIPT_URL: z.string().regex(OWN_COMPUTER).optional(),
    /** A script that stands in for Razorpay's in tests, on this computer; a shop that others can visit refuses it. */
    RAZORPAY_SCRIPT_URL: z.string().regex(OWN_COMPUTER).optional(),
  })
  .superRefine((found, context) => {
    if (OWN_COMPUTER.test(found.SITE_URL)) return
    for (const name of ["STRIPE_SCRIPT_URL", "RAZORPAY_SCRIPT_URL"] as const) {
      const message = "Only a shop on this computer takes a script in place of a payment provider's."
      if (found[name]) context.addIssue({ code: "custom", path: [name], message })
    }
  })

export type Env = z.infer<typeof schema>

let cached: Env | undefined

/**
 * The environment, checked once, at the first request that needs it: a build never sees it.
 * An empty variable counts as absent, because that is how most process managers unset one.
 */
export function env(): Env {
  cached ??= readEnv(process.env)
  return cached
}

export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))
  const result = schema.safeParse(present)
  if (!result.success) throw new Error(`The environment is incomplete.\n${z.prettifyError(result.error)}`)
  return result.data
}

export function apiOrigin(): string {
  return new URL(env().API_URL).origin
}

/** Where pictures come from; the API's own host unless a CDN serves them. */
export function mediaOrigin(): string {
  return env().MEDIA_ORIGIN ?? apiOrigin()
}

/** Where sockets may be opened to; empty where there are none. */
export function liveOrigin(): string {
  const address = env().LIVE_URL
  return address ? new URL(address).origin : ""
}

/** Where editors work: in the back office, which frames previews. */
export function backOfficeOrigin(): string {
  return new URL(env().BACK_OFFICE_URL ?? mediaOrigin()).origin
}

/** The host visitors use, which all pages are rendered for. */
export function siteHost(): string {
  return new URL(env().SITE_URL).host
}

export function isServedOverHttps(): boolean {
  return env().SITE_URL.startsWith("https:")
}

/** Where the scripts are that stand in for those of payment providers in tests; absent everywhere else. */
export function standInScripts(): StandIns {
  return { stripe: env().STRIPE_SCRIPT_URL, razorpay: env().RAZORPAY_SCRIPT_URL }
}
