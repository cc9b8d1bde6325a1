import { gunzipSync } from "node:zlib"
import { expect, it } from "vitest"

import { chosenEncoding, packed, repacked, unpacked } from "@/front/packing"

it.each([
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=1.0, gzip", "br"],
  ["br;q=0, gzip;q=0.5", "gzip"],
  ["gzip;q=0.0", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("packs for a reader that takes %o as %s", (accepted, encoding) => {
  expect(chosenEncoding(accepted)).toBe(encoding)
})

it("says the same in every packing", async () => {
  const text = "Ein Reiher, eine Dohle. مالك الحزين ".repeat(100)
  const brotli = await packed(text)
  expect(brotli.length).toBeLessThan(text.length / 10)
  expect(unpacked(brotli).toString()).toBe(text)
  expect(gunzipSync(await repacked(brotli)).toString()).toBe(text)
})
