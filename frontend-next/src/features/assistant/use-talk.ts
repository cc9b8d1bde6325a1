import { useRouter } from "next/navigation"
import { useLocale } from "next-intl"
import { useReducer, type RefObject } from "react"

import { beginSession, readMessages, RefusedError } from "@/features/assistant/asking"
import type { Line } from "@/features/assistant/line"
import { isCounted } from "@/features/assistant/counting"
import { say } from "@/features/assistant/saying"
import { goOn, startTalk, type Asked, type Heard, type Opened, type Talk } from "@/features/assistant/talk"
import { pageAt } from "@/features/assistant/standing"
import { useLine } from "@/features/assistant/use-line"
import type { ChatAction } from "@/lib/api/types"
import { askForShopper } from "@/lib/shopper/store"

const OVER = ["conversation_not_found", "conversation_archived", "conversation_full"]
const SHOWS_CART = /^\/\w+\/(?:cart|checkout)(?:\/|$)/

export type Say = (text: string, action?: ChatAction) => void

export type Talking = {
  talk: Talk
  say: Say
  resume: (session: string) => Promise<void>
  startAnew: () => void
  /** Reads what was said by others meanwhile. */
  catchUp: () => Promise<void>
  line: RefObject<Line | undefined>
  /** Whether what others say arrives by itself. */
  isLive: boolean
  /** Whether a person of the shop is writing. */
  isTyping: boolean
}

/** A conversation, and how it goes on. */
export function useTalk(opened: Opened, isOpen: boolean): Talking {
  const locale = useLocale()
  const router = useRouter()
  const [talk, step] = useReducer(goOn, opened, startTalk)
  const { line, ...live } = useLine(isOpen, talk, (message) => step({ type: "news", message }))

  function hear(heard: Heard) {
    step(heard)
    if (heard.type !== "answer" || !heard.message.change) return
    void askForShopper(locale)
    if (SHOWS_CART.test(window.location.pathname)) router.refresh()
  }
  async function deliver(asked: Asked, session = talk.session): Promise<void> {
    const id = session ?? (await begin())
    try {
      await say(locale, id, asked, hear, line.current)
    } catch (error) {
      if (!session || !(error instanceof RefusedError && OVER.includes(error.problem.code))) throw error
      await say(locale, await begin(), asked, hear)
    }
  }
  async function begin(): Promise<string> {
    const session = await beginSession(locale, isCounted())
    step({ type: "begun", session })
    return session
  }
  function tell(text: string, action?: ChatAction) {
    if (talk.pending || !text.trim()) return
    const asked = again(talk, text.trim(), action)
    step({ type: "asked", asked })
    deliver(asked).then(
      () => step({ type: "over" }),
      (error: unknown) => {
        const problem = error instanceof RefusedError ? error.problem : { code: "", detail: "" }
        step({ type: "failed", problem })
      },
    )
  }
  return {
    talk,
    say: tell,
    resume: async (session) => {
      step({ type: "opened", session, messages: await readMessages(locale, session) })
    },
    catchUp: async () => {
      const messages = talk.session ? await readMessages(locale, talk.session).catch(() => []) : []
      for (const message of messages) step({ type: "question", message })
    },
    line,
    ...live,
    startAnew: () => step({ type: "opened", session: undefined, messages: [] }),
  }
}

/** What failed and is said again keeps its key, so that it is said once even if it did arrive. */
function again({ failure }: Talk, text: string, action: ChatAction | undefined): Asked {
  if (failure?.asked.text === text) return failure.asked
  const page = pageAt(window.location.pathname)
  return { text, key: crypto.randomUUID(), ...(action && { action }), ...(page && { page }) }
}
