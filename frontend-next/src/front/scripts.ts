import { hashPolicy } from "@/lib/content-security-policy"
import { MAP_MARK } from "@/lib/map-tiles"

/** Scripts and styles that bear the nonce they were rendered with, and their contents. */
const OURS = /<(script|style)\b([^>]*?) nonce="([^"]*)"([^>]*)>([\s\S]*?)<\/\1>/g

type Allowed = { body: string; policy: string }

/**
 * The page without the nonce, and a policy that names the scripts which had it by what they say. A script that
 * came in through somebody's text never had one: it is in no policy, and does not run.
 * The nonce is never seen outside, and what stands for it is as long, because parts of the page are counted.
 */
export function allowByHash(page: string, nonce: string, mediaOrigin: string, liveOrigin: string): Allowed {
  const blank = "0".repeat(nonce.length)
  const inline = { script: new Set<string>(), style: new Set<string>() }
  for (const [, name, before = "", given, after = "", text = ""] of page.matchAll(OURS)) {
    if (given !== nonce || /\ssrc=/.test(before + after) || text === "") continue
    inline[name === "style" ? "style" : "script"].add(text.replaceAll(nonce, blank))
  }
  return {
    body: page.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, blank),
    policy: hashPolicy(
      [...inline.script],
      [...inline.style],
      mediaOrigin,
      liveOrigin,
      page.includes(MAP_MARK),
    ),
  }
}
