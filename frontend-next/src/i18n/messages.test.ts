import { describe, expect, it } from "vitest"

import { routing } from "@/i18n/routing"
import ar from "@messages/ar.json"
import de from "@messages/de.json"
import en from "@messages/en.json"
import fr from "@messages/fr.json"

const ALL = { ar, de, en, fr }

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
}

/** The names in `{name}` and `{count, plural, …}`, not the words inside plural branches. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ""))]
    .filter((name) => /^[a-z]+$/.test(name))
    .sort()
}

describe.each(routing.locales)("messages in %s", (locale) => {
  const texts = new Map(flat(ALL[locale]))

  it("are complete", () => {
    expect([...texts.keys()].sort()).toEqual(
      flat(en)
        .map(([key]) => key)
        .sort(),
    )
    expect([...texts.values()].every((text) => text.trim() !== "")).toBe(true)
  })

  it("use the same placeholders as English", () => {
    const differing = flat(en).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(texts.get(key) ?? "").join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })
})

it("uses every plural form Arabic has", () => {
  const forms = flat(ar).filter(([, text]) => text.includes("plural, =0") && text.includes("one {"))
  expect(forms.length).toBeGreaterThan(3)
  for (const [, text] of forms) expect(text).toMatch(/two \{.*few \{.*many \{.*other \{/s)
})
