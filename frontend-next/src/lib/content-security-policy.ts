import { SHOW_BANNER_SCRIPT } from "@/lib/dismissed-banners"
import { hashSource } from "@/lib/hash-source"
import { EMBED_ORIGINS } from "@/lib/embeds"
import { TILE_ORIGIN } from "@/lib/map-tiles"
import type { PaymentSources } from "@/lib/payment-sources"

/** A value no one can guess, different for every answer; Next puts it on each script it writes. */
export function newNonce(): string {
  return btoa(crypto.randomUUID())
}

/** The one script of ours that stands in pages; Next puts no nonce on it. */
const OWN_SCRIPT = hashSource(SHOW_BANNER_SCRIPT)

const NOBODY: PaymentSources = { scripts: [], frames: [], connections: [] }

/**
 * For a page that is made for one request: scripts run only with its nonce, or when loaded by one that has it.
 * Where something is paid, the payment providers' scripts and frames are let in as well.
 */
export function noncePolicy(
  nonce: string,
  mediaOrigin: string,
  liveOrigin: string,
  payments = NOBODY,
  isDevelopment = process.env.NODE_ENV === "development",
): string {
  const own = ["'self'", `'nonce-${nonce}'`, OWN_SCRIPT, "'strict-dynamic'"]
  return policy({
    scripts: [...own, ...(isDevelopment ? ["'unsafe-eval'"] : []), ...payments.scripts].join(" "),
    styles: isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    mediaOrigin,
    liveOrigin,
    payments,
    hasMap: isDevelopment,
  })
}

/** For a draft: the back office may show it in a frame, and brings the looks of its checks along. */
export function draftPolicy(policy: string, backOffice: string): string {
  return policy
    .replace("frame-ancestors 'none'", `frame-ancestors ${backOffice}`)
    .replace("style-src 'self'", `style-src 'self' ${backOffice}`)
}

/**
 * For a page that is kept: exactly these scripts and styles may stand in it, and files of this shop; pictures of a map,
 * too, where the page has stores.
 */
export function hashPolicy(
  scripts: string[],
  styles: string[],
  mediaOrigin: string,
  liveOrigin: string,
  hasMap = false,
): string {
  return policy({
    hasMap,
    scripts: ["'self'", OWN_SCRIPT, ...scripts.map(hashSource)].join(" "),
    styles: ["'self'", ...styles.map(hashSource)].join(" "),
    mediaOrigin,
    liveOrigin,
  })
}

type Sources = {
  scripts: string
  styles: string
  mediaOrigin: string
  liveOrigin: string
  hasMap?: boolean
  payments?: PaymentSources
}

/**
 * Where nothing is paid, films of known hosts may be framed, which happens when a reader agrees.
 *
 * Style attributes are allowed (swatches are coloured with them); style elements are not, except in development,
 * where the dev server injects them and React needs `eval` for its error overlay.
 */
function policy({ scripts, styles, mediaOrigin, liveOrigin, hasMap, payments = NOBODY }: Sources): string {
  const directives = {
    "default-src": "'self'",
    "script-src": scripts,
    "style-src": styles,
    "style-src-attr": "'unsafe-inline'",
    "img-src": ["'self' data:", mediaOrigin, hasMap && TILE_ORIGIN].filter(Boolean).join(" "),
    "media-src": `'self' ${mediaOrigin}`,
    "font-src": "'self'",
    "connect-src": ["'self'", liveOrigin, ...payments.connections].filter(Boolean).join(" "),
    "frame-src": ["'self'", ...(payments === NOBODY ? EMBED_ORIGINS : payments.frames)].join(" "),
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ")
}
