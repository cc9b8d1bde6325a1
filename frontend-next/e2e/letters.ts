import { readFile } from "node:fs/promises"

import { expect } from "@playwright/test"

import { settings } from "./settings"

/** Waits for the newest letter to that address in which the words are, and returns its text. */
export async function letterTo(email: string, words = ""): Promise<string> {
  let letter = ""
  await expect(async () => {
    const written = await readFile(settings.letters, "utf8")
    const start = written.lastIndexOf(`To: ${email}`)
    expect(start).toBeGreaterThan(-1)
    letter = written.slice(start)
    expect(letter).toContain(words)
  }).toPass({ timeout: 20_000 })
  return letter
}
