import type { paths } from "@/lib/api/generated/v1"
import { textField } from "@/lib/forms"

type Asked = paths["/api/v1/orders/{number}/returns/"]["post"]["requestBody"]["content"]["application/json"]

const PIECES = "pieces-"

/** What of an order a form says is to come back: the lines of which it names at least one piece. */
export function linesOf(form: FormData): Asked["lines"] {
  return [...form.keys()]
    .filter((name) => name.startsWith(PIECES))
    .map((name) => ({ line_id: name.slice(PIECES.length), quantity: Number(textField(form, name)) }))
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0)
}

/** The picture of a form as the API takes it; empty without one. */
export async function photoOf(form: FormData): Promise<string> {
  const file = form.get("photo")
  if (!(file instanceof File) || file.size === 0) return ""
  return Buffer.from(await file.arrayBuffer()).toString("base64")
}

export type { Asked }
