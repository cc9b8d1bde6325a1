"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, useState, type RefObject } from "react"

import { Button } from "@/components/ui/button"
import { Announcer } from "@/features/assistant/components/announcer"
import { Composer } from "@/features/assistant/components/composer"
import { History } from "@/features/assistant/components/history"
import { Message } from "@/features/assistant/components/message"
import { PendingAnswer } from "@/features/assistant/components/pending-answer"
import { Welcome } from "@/features/assistant/components/welcome"
import type { Opened } from "@/features/assistant/talk"
import { useNews } from "@/features/assistant/use-news"
import { useTalk, type Say } from "@/features/assistant/use-talk"

type ConversationProps = { opened: Opened; isOpen: boolean; onLeave: () => void }

/** What was said, and a field to say more. */
export function Conversation({ opened, isOpen, onLeave }: ConversationProps) {
  const t = useTranslations("assistant")
  const [isLooking, setIsLooking] = useState(false)
  const { talk, say, resume, startAnew, catchUp, line, isLive, isTyping } = useTalk(opened, isOpen)
  const { messages, pending, failure } = talk
  const isWithPerson = !pending && !failure && messages.length > 0 && messages.at(-1)?.role !== "assistant"
  const asks = isOpen && !isLive && messages.length > 0 && !pending
  useNews(asks && (isWithPerson ? "soon" : "sometime"), catchUp)
  const log = useScrolling(messages.length, pending !== null, isLooking)
  useFollowing(
    log,
    isTyping || messages.at(-1)?.role === "staff" ? messages.length + Number(isTyping) / 2 : 0,
  )
  // A button that was pressed may go with what it stood below; whoever reads on begins at the conversation.
  const press: Say = (text, action) => {
    say(text, action)
    log.current?.focus({ preventScroll: true })
  }
  const lastChange = messages.findLast(({ change }) => change)?.id
  if (isLooking) {
    return (
      <History
        onChoose={async (session) => resume(session).then(() => setIsLooking(false))}
        onBack={() => setIsLooking(false)}
      />
    )
  }
  return (
    <>
      <div
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t("log")}
        aria-busy={pending !== null}
        // What can be scrolled can be reached with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="relative flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain p-5 -outline-offset-4"
      >
        <div className="flex flex-wrap gap-x-5">
          <Button variant="quiet" size="small" onClick={() => setIsLooking(true)}>
            {t("history")}
          </Button>
          {messages.length > 0 && (
            <Button variant="quiet" size="small" onClick={startAnew}>
              {t("new")}
            </Button>
          )}
        </div>
        <Welcome opened={opened} say={press} hasBegun={messages.length > 0 || pending !== null} />
        {messages.map((message, index) => (
          <Message
            key={message.id}
            message={message}
            currency={opened.currency}
            isLast={index === messages.length - 1 && !pending}
            isLastChange={message.id === lastChange}
            say={press}
            onLeave={onLeave}
          />
        ))}
        {isWithPerson && messages.at(-1)?.role === "person" && <p className="text-soft">{t("waits")}</p>}
        <p
          role="status"
          data-slot="assistant-typing"
          className="flex items-center gap-3 text-soft empty:hidden"
        >
          {isTyping && (
            <>
              <span aria-hidden="true" className="assistant-dots" />
              {t("writes")}
            </>
          )}
        </p>
        {pending && <PendingAnswer pending={pending} isHeard={messages.at(-1)?.role === "person"} />}
      </div>
      <Announcer talk={talk} />
      <Composer talk={talk} say={say} isOpen={isOpen} onTyping={() => line.current?.typing()} />
    </>
  )
}

/** Whoever reads the end sees what a person of the shop writes, and that they do. */
function useFollowing(log: RefObject<HTMLDivElement | null>, change: number) {
  useEffect(() => {
    const shown = log.current
    if (!shown || change === 0) return
    const left = shown.scrollHeight - shown.scrollTop - shown.clientHeight
    if (left < shown.clientHeight / 2) shown.scrollTo({ top: shown.scrollHeight })
  }, [log, change])
}

/** Shows the latest question at the top, and its answer below it, from its beginning. */
function useScrolling(count: number, isWaiting: boolean, isAway: boolean) {
  const log = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const latest = [...(log.current?.querySelectorAll<HTMLElement>("[data-role=person]") ?? [])].at(-1)
    if (latest) log.current?.scrollTo({ top: latest.offsetTop - 16 })
  }, [count, isWaiting, isAway])
  return log
}
