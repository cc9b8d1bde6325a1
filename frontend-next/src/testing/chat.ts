import type { ChatMessage } from "@/lib/api/types"

/** A message as the API tells it, with nothing in it but what a test is about. */
export function chatMessage(said: Partial<ChatMessage>): ChatMessage {
  return {
    id: "msg_1",
    number: 1,
    role: "assistant",
    text: "",
    created_at: "2026-11-29T09:00:00Z",
    reaction: "",
    reason: "",
    intent: "",
    confidence: null,
    model: "",
    milliseconds: null,
    products: [],
    citations: [],
    cart: null,
    change: null,
    order: null,
    shipping: [],
    links: [],
    buttons: [],
    tools: [],
    ...said,
  }
}
