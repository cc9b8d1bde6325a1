/** Which announcements were closed on this device. */
const COOKIE = "heron_banners"

const A_MONTH = 30 * 24 * 60 * 60

const listeners = new Set<() => void>()

/** The ids as the cookie writes them: escaped, with dots between them. */
export function readDismissed(): string {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(document.cookie)?.[1] ?? ""
}

/** Remembered for a month. */
export function dismissBanner(id: string): void {
  const ids = [...readDismissed().split("."), encodeURIComponent(id)].filter(Boolean).join(".")
  document.cookie = `${COOKIE}=${ids}; path=/; max-age=${String(A_MONTH)}; samesite=lax`
  for (const listener of listeners) listener()
}

export function onDismissal(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The first announcement that was not closed. */
export function shownBanner<Banner extends { id: string }>(
  banners: Banner[],
  dismissed: string,
): Banner | undefined {
  const ids = dismissed.split(".")
  return banners.find(({ id }) => !ids.includes(encodeURIComponent(id)))
}

/**
 * Does the same before the page is painted: all pages are sent with the first announcement on show, and nothing may
 * move when the rest of the scripts runs. It is always this text, so that the policy knows it by its hash.
 */
export const SHOW_BANNER_SCRIPT = `(()=>{const c=(/(?:^|;\\s*)${COOKIE}=([^;]*)/.exec(document.cookie)||[,""])[1].split(".");let s=0;for(const b of document.querySelectorAll("[data-banner]")){b.hidden=s||c.includes(b.dataset.banner);s=s||!b.hidden}})()`
