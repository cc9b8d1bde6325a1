import { readFile } from "node:fs/promises"

import { expect } from "@playwright/test"

import { settings } from "./settings"

/** Waits for the newest letter to that address in which the words are, and returns its text. */
export async function letterTo(email: string, words = ""): Promise<string> {
  let letter = ""
  await expect(async () => {
    const written = await readFile(settings.letters, "utf8")
    const letters = written.split(/^(?=To: )/m).filter((each) => each.startsWith(`To: ${email}`))
    letter = letters.findLast((each) => each.includes(words)) ?? ""
    expect(letter).not.toBe("")
  }).toPass({ timeout: 20_000 })
  return letter
}
