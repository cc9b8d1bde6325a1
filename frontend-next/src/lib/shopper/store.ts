import { NOBODY, type Shopper } from "@/lib/shopper/shopper"

const EARLY_MS = 5000

let known: Shopper = NOBODY
let latest = 0
const listeners = new Set<() => void>()

export function readShopper(): Shopper {
  return known
}

export function onShopperChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** What has just been learned; an answer that is still on its way is older than this. */
export function learnShopper(news: Partial<Shopper>): void {
  latest += 1
  tell(news)
}

/** Asks who is here. A server that says nothing is away. */
export async function askForShopper(locale: string): Promise<void> {
  const turn = (latest += 1)
  const answer = await ask(locale)
  if (turn === latest) tell(answer)
}

async function ask(locale: string): Promise<Partial<Shopper>> {
  try {
    const answer = await (askedEarly() ?? fetch(`/api/shopper?locale=${locale}`))
    return answer?.ok ? ((await answer.json()) as Shopper) : { isAway: true }
  } catch {
    return { isAway: true }
  }
}

/** What the page asked while it slept counts once, and not for long. */
function askedEarly(): Promise<Response | null> | null {
  const { heronEarly: early } = window
  delete window.heronEarly
  return early && Date.now() - early.askedAt < EARLY_MS ? early.answer : null
}

function tell(news: Partial<Shopper>): void {
  known = { ...known, ...news }
  for (const listener of listeners) listener()
}
