import "server-only"

import { textField } from "@/lib/forms"
import { findOrderKey, type OrderKey } from "@/lib/session/order-access"

/** What opens the order that a form is about: the link it was opened by, what this device proved, or the session. */
export async function orderKeyOf(form: FormData): Promise<OrderKey | undefined> {
  const token = textField(form, "token")
  return token ? { token } : findOrderKey(textField(form, "number"))
}
