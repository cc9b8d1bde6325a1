/** Something that changed, as Django tells it: `body` is the whole present state. */
export type LiveMessage = { id: number; topic: string; kind: string; body: Record<string, unknown> }

/**
 * What a listener hears: messages, and `resync` when some may have been missed, so that what is shown has to be read
 * again: at first, because time has passed since the page was made, and after a gap.
 */
export type Heard = LiveMessage | { kind: "resync"; isFirst: boolean }

/** Whether a message is about a topic as it was asked for: `person` means whoever is signed in. */
export function isAbout(topic: string, asked: string): boolean {
  return topic === asked || topic.startsWith(`${asked}:`)
}
