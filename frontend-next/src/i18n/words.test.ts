import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

import { expect, it } from "vitest"

import { FRAME_NAMESPACES } from "@/i18n/client-messages"

const SOURCE = path.resolve(import.meta.dirname, "..")
const PAGES = readdirSync(path.join(SOURCE, "app/[locale]"), { recursive: true, encoding: "utf8" })
  .filter((name) => path.basename(name) === "page.tsx")
  .map((name) => path.join("app/[locale]", name))
  .sort()
const FRAME = ["app/[locale]/layout.tsx", "app/[locale]/error.tsx"]

const read = (file: string) => readFileSync(path.join(SOURCE, file), "utf8")
const isMarked = (mark: string, text: string) => text.startsWith(`"use ${mark}"`)

function importsOf(text: string): string[] {
  const names = [
    ...text.matchAll(/(?:^|\n)(?:import|export) (?!type )[^"]*from "@\/([^"]+)"|import\("@\/([^"]+)"\)/g),
  ]
  return names.flatMap(([, still, later]) => {
    const name = still ?? later ?? ""
    return [".ts", ".tsx"].map((end) => name + end).filter((file) => existsSync(path.join(SOURCE, file)))
  })
}

/**
 * What the modules that a page takes to the browser say, by the first part of the name. A module that fetches or sends
 * words for those below it sees to them itself.
 */
function spoken(file: string, inBrowser = false, seen = new Set<string>()): Set<string> {
  const text = read(file)
  if (seen.size > 0 && text.includes("<Words of=")) return new Set()
  const reaches = inBrowser || isMarked("client", text)
  const key = `${file} ${String(reaches)}`
  if (seen.has(key) || isMarked("server", text)) return new Set()
  seen.add(key)
  const own = reaches ? [...text.matchAll(/useTranslations\("(\w+)/g)].map(([, name]) => name ?? "") : []
  if (reaches && text.includes("<MoreWords")) return new Set(own)
  return new Set([...own, ...importsOf(text).flatMap((each) => [...spoken(each, reaches, seen)])])
}

function sent(file: string): string[] {
  return [...read(file).matchAll(/<Words of=\{\[([^\]]*)\]\}/g)].flatMap(([, names]) =>
    [...(names ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name ?? ""),
  )
}

it("sends with the frame just what the frame says", () => {
  const said = FRAME.flatMap((file) => [...spoken(file)])
  expect([...new Set([...said, "memory"])].sort()).toEqual([...FRAME_NAMESPACES])
})

it("finds the pages", () => {
  expect(PAGES.length).toBeGreaterThan(10)
})

const PARTS = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".tsx") && !name.startsWith("app") && read(name).includes("<Words of="))
  .sort()

it.each([...PAGES, ...PARTS])(
  "sends with %s just what its client components say beside the frame",
  (file) => {
    const said = [...spoken(file)].filter((name) => !(FRAME_NAMESPACES as readonly string[]).includes(name))
    expect(sent(file).sort()).toEqual(said.sort())
  },
)
