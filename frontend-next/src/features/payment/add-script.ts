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
