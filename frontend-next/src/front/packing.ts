import { brotliCompress, brotliDecompressSync, constants, gzip } from "node:zlib"
import { promisify } from "node:util"

export type Encoding = "br" | "gzip" | "identity"

const pack = promisify(brotliCompress)
const zip = promisify(gzip)

/** Packs better than what is packed for each visit, and takes a few milliseconds beside the loop. */
const QUALITY = 5

export function packed(body: string): Promise<Buffer> {
  const text = Buffer.from(body)
  return pack(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })
}

/** The same for readers that know no brotli. */
export function repacked(brotli: Buffer): Promise<Buffer> {
  return zip(unpacked(brotli))
}

export function unpacked(brotli: Buffer): Buffer {
  return brotliDecompressSync(brotli)
}

/** What a reader takes, the smallest first. */
export function chosenEncoding(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? "")
    .split(",")
    .filter((choice) => !/;\s*q=0(?:\.0*)?\s*$/.test(choice))
    .map((choice) => choice.split(";")[0]?.trim())
  if (names.includes("br")) return "br"
  return names.includes("gzip") ? "gzip" : "identity"
}
