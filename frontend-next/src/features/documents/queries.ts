import "server-only"

import { privateApi, unwrapOrNull, type ApiClient } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { OrderDocument } from "@/lib/api/types"
import { findOrderKey, type OrderKey } from "@/lib/session/order-access"
import { getCredentials } from "@/lib/session/session"

type Access = { api: ApiClient; key: OrderKey | undefined }

/** Invoices and credit notes of an order, for whoever may see it; none for everybody else. */
export async function findDocuments(
  number: string,
  locale: string,
  token: string | undefined,
): Promise<OrderDocument[]> {
  const access = await accessTo(number, token)
  if (!access) return []
  const params = { path: { number }, query: { locale, ...access.key } }
  try {
    const found = await unwrapOrNull(access.api.GET("/api/v1/orders/{number}/documents/", { params }))
    return found?.documents ?? []
  } catch (error) {
    // The order is worth showing without its documents, to whoever has asked too often just now as well.
    if (error instanceof ProblemError && [401, 429].includes(error.status)) return []
    throw error
  }
}

/** The file of a document as the API answers, body unread; null for who has no key to its order. */
export async function fetchDocument(
  number: string,
  id: string,
  token: string | undefined,
  isXml: boolean,
): Promise<Response | null> {
  const access = await accessTo(number, token)
  if (!access) return null
  const params = { path: { number, document_id: id }, query: { ...access.key } }
  const { response } = isXml
    ? await access.api.GET("/api/v1/orders/{number}/documents/{document_id}/xml/", {
        params,
        parseAs: "stream",
      })
    : await access.api.GET("/api/v1/orders/{number}/documents/{document_id}/", { params, parseAs: "stream" })
  return response
}

/** By the key of the order where there is one, by the account otherwise. */
async function accessTo(number: string, token: string | undefined): Promise<Access | null> {
  const key = token ? { token } : await findOrderKey(number)
  const { accessToken, forwardedFor } = await getCredentials()
  if (!key && !accessToken) return null
  return { api: privateApi({ accessToken: key ? undefined : accessToken, forwardedFor }), key }
}
