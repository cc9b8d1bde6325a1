/** What the journeys need to know of the shop under test; the defaults are the demo shop's. */
export const settings = {
  api: process.env.E2E_API_URL ?? "http://localhost:8000",
  voucher: process.env.E2E_VOUCHER ?? "WELCOME10",
  editor: {
    email: process.env.E2E_EDITOR_EMAIL ?? "editor@reed-and-rook.example",
    password: process.env.E2E_EDITOR_PASSWORD ?? "",
  },
}

/** A new address for every run, because a voucher may be meant for one order of each customer. */
export function newEmail(): string {
  return `ada.${Date.now().toString(36)}@example.com`
}
