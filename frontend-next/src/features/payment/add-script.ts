import { isPaymentPage } from "@/lib/payment-sources"

/** Adds a script to the page, and waits until it has run. */
export function addScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error("A script of a payment provider could not be loaded."))
    }
    document.head.append(script)
  })
}

/**
 * Only a page that was opened as one where something is paid lets a provider's script in: whoever came here by a link
 * inside the shop gets the page anew, and nothing goes on in this one.
 */
export function onPaymentPage(): Promise<void> {
  const [opened] = performance.getEntriesByType("navigation")
  const { pathname } = new URL(opened?.name ?? window.location.href)
  if (isPaymentPage(pathname)) return Promise.resolve()
  window.location.reload()
  return new Promise(() => undefined)
}
