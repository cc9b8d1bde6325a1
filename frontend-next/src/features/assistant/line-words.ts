import type { Frame } from "@/features/assistant/frames"
import type { ChatMessage } from "@/lib/api/types"

export type Ticket = { ticket: string; url: string | null }

/** What a socket tells: frames of what is said over it, and what others do. */
export type Told =
  | { type: "ready" }
  | { type: "beat" }
  | { type: "typing" }
  | { type: "message"; message: ChatMessage }
  | (Frame & { has_new_cart?: boolean })

export type Ears = {
  /** Whether what others say arrives by itself now. */
  onLive: (isLive: boolean) => void
  onMessage: (message: ChatMessage) => void
  onTyping: () => void
  /** The number of the last message that is known. */
  lastNumber: () => number
}
