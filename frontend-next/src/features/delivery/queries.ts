import "server-only"

import type { Answered, Asked } from "@/features/delivery/estimate"
import { privateApi, unwrap, type ApiClient } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { asShopper, getChosenCurrency, getCredentials, mayHaveCart } from "@/lib/session/session"

/**
 * Ways to send a variant, or the shopper's cart. A country that was only guessed (`guess`) is left out where the shop
 * does not send to it. Null when the shop cannot say.
 */
export async function findEstimate(
  locale: string,
  asked: Asked,
  guess: string | null,
): Promise<Answered | null> {
  if (!asked.variant && !(await mayHaveCart())) return null
  const country = asked.country ?? guess ?? undefined
  const first = await ask(locale, { ...asked, ...(country && { country }) })
  const isWrongGuess = !asked.country && first?.ok === false && first.code === "country_not_served"
  return isWrongGuess ? ask(locale, asked) : first
}

async function ask(locale: string, asked: Asked): Promise<Answered | null> {
  const query = { locale, currency: await getChosenCurrency(), ...asked }
  const read = (api: ApiClient) => unwrap(api.GET("/api/v1/delivery/estimate/", { params: { query } }))
  try {
    const { forwardedFor } = await getCredentials()
    const estimate = asked.variant ? await read(privateApi({ forwardedFor })) : await asShopper(read)
    return { ok: true, estimate }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.status === 422 ? { ok: false, code: error.code, detail: error.problem.detail } : null
  }
}
