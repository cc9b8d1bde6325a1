import { gzipSync } from "node:zlib"

import type { APIRequestContext } from "@playwright/test"

/** Bytes: the page itself as it is read, and packed with gzip the scripts that it names. */
export type Weight = { page: string; html: number; scripts: number }

/** How much a page may weigh. Most of the scripts is the framework: an empty page of it has 135 kB. */
export type Budget = Omit<Weight, "page">

export async function weigh(request: APIRequestContext, page: string): Promise<Weight> {
  const answer = await request.get(page)
  if (!answer.ok()) throw new Error(`${page} answers ${String(answer.status())}.`)
  const html = await answer.text()
  const sizes = await Promise.all(scriptsOf(html).map(async (address) => packed(request, address)))
  return { page, html: Buffer.byteLength(html), scripts: sizes.reduce((sum, size) => sum + size, 0) }
}

/** What is only for browsers without modules is no part of it: today's fetch nothing of the kind. */
export function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script\b([^>]*)>/gi)].map(([, attributes]) => attributes ?? "")
  const addresses = tags
    .filter((attributes) => !/\bnomodule\b/i.test(attributes))
    .map((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.[1]?.replaceAll("&amp;", "&"))
  return [...new Set(addresses.filter((address) => address !== undefined))]
}

async function packed(request: APIRequestContext, address: string): Promise<number> {
  const answer = await request.get(address)
  if (!answer.ok()) throw new Error(`${address} answers ${String(answer.status())}.`)
  return gzipSync(await answer.body()).length
}

/** A sentence for everything that is too heavy. */
export function overweight(weight: Weight, budget: Budget): string[] {
  return (["html", "scripts"] as const)
    .filter((part) => weight[part] > budget[part])
    .map(
      (part) =>
        `${weight.page}: ${part} ${kilobytes(weight[part])}, ${kilobytes(weight[part] - budget[part])} above the budget`,
    )
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
