import { sleep, WAITING, WAITING_TYPE } from "@/front/waking"
import { AWAKE_EVENT } from "@/lib/awake"

const SLEEP_SCRIPT = `(${sleep.toString()})('${WAITING}',"${AWAKE_EVENT}")`

const CHUNK = /<script\b([^>]*?) src="(\/_next\/static\/[^"]+)"([^>]*)><\/script>/g
/** A script that is put into a page later runs when it comes, whatever is said. */
const ASYNC = ' async=""'
const AHEAD = /<link\b(?=[^>]* as="script")(?=[^>]* rel="preload")[^>]*>/g

/** The page with its scripts put off until somebody is there. What stands in the page itself runs as before. */
export function asleep(page: string, nonce: string): string {
  const end = page.lastIndexOf("</body>")
  if (end === -1) return page
  const quiet = page
    .slice(0, end)
    .replace(AHEAD, "")
    .replace(CHUNK, (tag, before: string, address: string, after: string) =>
      /\bnomodule\b/i.test(before + after)
        ? tag
        : `<script type="${WAITING_TYPE}" data-src="${address}"${(before + after).replace(ASYNC, "")}></script>`,
    )
  return `${quiet}<script nonce="${nonce}">${SLEEP_SCRIPT}</script>${page.slice(end)}`
}
