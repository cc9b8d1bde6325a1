import { isAbout, type Heard, type LiveMessage } from "@/lib/live/message"

export type Listener = (heard: Heard) => void

type Subscription = { topics: string[]; listener: Listener }
type Ticket = { ticket: string; last_id: number; recent?: LiveMessage[]; url: string | null }
type Frame =
  { type: "ready"; last_id: number; gap: boolean } | { type: "beat" } | ({ type: "message" } & LiveMessage)
type Answer = { messages: LiveMessage[]; last_id: number; gap: boolean }

const SECOND = 1000
export const POLL_MS = 15 * SECOND
/** A server that says nothing for as long is gone, whatever the network believes. */
const SILENCE_MS = 60 * SECOND
const LONGEST_PAUSE_MS = 30 * SECOND
const RESTARTING = 1012
const RENEWAL = 4409
/** Sockets that failed one after the other before it is asked for messages instead. */
const TRIES = 2
/** How often it is asked before a socket is tried again. */
const POLLS_BETWEEN_TRIES = 20

const subscriptions = new Set<Subscription>()
let socket: WebSocket | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined
let lastId: number | undefined
/** The newest message there was when this was begun. */
let newest: number | undefined
let failures = 0
let polls = 0
/** Grows with each change of what is listened to: what began before it is over. */
let turn = 0

/** Hears messages about these topics until the returned function is called. All share one socket. */
export function subscribe(topics: string[], listener: Listener): () => void {
  const subscription = { topics, listener }
  const isNew = topics.some((topic) => !listTopics().includes(topic))
  subscriptions.add(subscription)
  if (isNew) restart()
  else if (lastId !== undefined) listener({ kind: "resync", isFirst: true })
  return () => {
    subscriptions.delete(subscription)
    if (subscriptions.size === 0) restart()
  }
}

function listTopics(): string[] {
  return [...new Set([...subscriptions].flatMap(({ topics }) => topics))]
}

function restart(): void {
  turn += 1
  leave()
  lastId = newest = undefined
  failures = polls = 0
  window.removeEventListener("online", connectNow)
  if (subscriptions.size === 0) return
  window.addEventListener("online", connectNow)
  later(50)
}

function leave(): void {
  clearTimeout(timer)
  clearTimeout(silence)
  const left = socket
  socket = undefined
  left?.close()
}

function connectNow(): void {
  leave()
  later(0)
}

function later(pause: number): void {
  clearTimeout(timer)
  const mine = turn
  timer = setTimeout(() => {
    if (mine === turn) void (failures < TRIES ? connect(mine) : poll(mine))
  }, pause)
}

async function connect(mine: number): Promise<void> {
  const ticket = await post<Ticket>("/api/live/ticket", {})
  if (mine !== turn) return
  if (ticket === "refused") return
  if (ticket === "away") {
    again()
    return
  }
  newest ??= ticket.last_id
  // A page may have been made before these: what it shows of a product is older than what was told of it.
  for (const message of ticket.recent ?? []) spread(message)
  if (ticket.url === null) {
    failures = TRIES
    later(0)
    return
  }
  open(ticket.url, ticket.ticket)
}

function open(url: string, ticket: string): void {
  let opened: WebSocket
  try {
    opened = new WebSocket(url)
  } catch {
    again()
    return
  }
  socket = opened
  listenForSilence(opened)
  opened.onopen = () => {
    opened.send(JSON.stringify({ ticket, after: lastId ?? newest }))
  }
  opened.onmessage = ({ data }) => {
    listenForSilence(opened)
    hear(JSON.parse(String(data)) as Frame)
  }
  opened.onclose = ({ code }) => {
    if (socket !== opened) return
    socket = undefined
    clearTimeout(silence)
    if (code === RESTARTING) later(Math.random() * 10 * SECOND)
    else if (code === RENEWAL) later(Math.random() * 2 * SECOND)
    else again()
  }
}

function listenForSilence(opened: WebSocket): void {
  clearTimeout(silence)
  silence = setTimeout(() => {
    opened.close()
  }, SILENCE_MS)
}

/** Tries again after a pause that doubles each time, and is nobody else's. */
function again(): void {
  failures += 1
  later(Math.min(SECOND * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random()))
}

function hear(frame: Frame): void {
  if (frame.type === "ready") {
    failures = polls = 0
    catchUp(frame.gap ? frame.last_id : undefined, frame.last_id)
  } else if (frame.type === "message") {
    tell(frame)
  }
}

/** At first, and when messages are missing, what is shown is read again. */
function catchUp(behindGap: number | undefined, last: number): void {
  const isFirst = lastId === undefined
  lastId = behindGap ?? lastId ?? last
  if (!isFirst && behindGap === undefined) return
  for (const { listener } of subscriptions) listener({ kind: "resync", isFirst })
}

function tell(message: LiveMessage): void {
  lastId = Math.max(lastId ?? 0, message.id)
  spread(message)
}

function spread(message: LiveMessage): void {
  for (const { topics, listener } of subscriptions) {
    if (topics.some((asked) => isAbout(message.topic, asked))) listener(message)
  }
}

async function poll(mine: number): Promise<void> {
  const answer = document.hidden
    ? "away"
    : await post<Answer>("/api/live/messages", { after: lastId ?? newest })
  if (mine !== turn || answer === "refused") return
  if (answer !== "away") {
    catchUp(answer.gap ? answer.last_id : undefined, answer.last_id)
    for (const message of answer.messages) tell(message)
    lastId = answer.last_id
  }
  polls += 1
  if (polls % POLLS_BETWEEN_TRIES === 0) failures = TRIES - 1
  later(POLL_MS * (0.8 + 0.4 * Math.random()))
}

/** The answer; `refused` is final, `away` is worth another try. */
async function post<T>(address: string, more: object): Promise<T | "refused" | "away"> {
  const token = new URLSearchParams(window.location.search).get("token") ?? undefined
  const body = JSON.stringify({ topics: listTopics(), token, ...more })
  try {
    const answer = await fetch(address, { method: "POST", body })
    if (answer.ok) return (await answer.json()) as T
    return answer.status < 500 && answer.status !== 429 ? "refused" : "away"
  } catch {
    return "away"
  }
}
