import { randomUUID } from "node:crypto"

/** What the journeys need to know of the shop under test; the defaults are the demo shop's. */
export const settings = {
  api: process.env.E2E_API_URL ?? "http://localhost:8000",
  /** A voucher guests may use, and the category it is for. */
  voucher: process.env.E2E_VOUCHER ?? "WELCOME10",
  voucherCategory: process.env.E2E_VOUCHER_CATEGORY ?? "plants-pots",
  /** Where the shop's worker writes its letters, as long as nobody set a mail server. */
  letters: process.env.E2E_LETTERS ?? "../var/log/worker.log",
  /** The demo shop's people at work, whose passwords every start of it prints. */
  staff: {
    email: process.env.E2E_STAFF_EMAIL ?? "ada@reedandrook.example",
    password: process.env.E2E_STAFF_PASSWORD ?? "two-legs-and-a-beak",
  },
  editor: {
    email: process.env.E2E_EDITOR_EMAIL ?? "mona@reedandrook.example",
    password: process.env.E2E_EDITOR_PASSWORD ?? "words-before-lunch",
  },
  seller: {
    email: process.env.E2E_SELLER_EMAIL ?? "fern@reedandrook.example",
    password: process.env.E2E_SELLER_PASSWORD ?? "green-side-up",
  },
}

/** A new address each time, so that neither runs nor journeys at the same time meet. */
export function newEmail(): string {
  return `ada.${randomUUID()}@example.com`
}
