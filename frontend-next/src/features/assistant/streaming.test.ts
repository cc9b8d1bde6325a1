import { expect, it } from "vitest"

import { readFrames, writeFrame } from "@/features/assistant/frames"
import { withoutKeys } from "@/features/assistant/streaming"

it("keeps the key of a cart from scripts, and says that there is one", async () => {
  const told = [
    { seq: 2, type: "delta", text: "Done." },
    { seq: 3, type: "answer", message: {}, cart_token: "secret" },
    { seq: 4, type: "answer", message: {}, cart_token: null },
  ]
  const body = new Response(told.map(writeFrame).join("")).body as ReadableStream<Uint8Array<ArrayBuffer>>
  const frames: unknown[] = []
  for await (const frame of readFrames<{ seq: number }>(withoutKeys(body))) frames.push(frame)
  expect(frames).toEqual([
    { seq: 2, type: "delta", text: "Done." },
    { seq: 3, type: "answer", message: {}, owes_cart: true },
    { seq: 4, type: "answer", message: {} },
  ])
})
