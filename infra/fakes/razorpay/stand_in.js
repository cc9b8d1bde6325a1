// Stands in for Razorpay's checkout in tests: the same constructor, the same callbacks, a plain dialog.
(() => {
  const address = new URL(document.currentScript.src).origin
  window.Razorpay = class {
    constructor(options) {
      for (const name of ["key", "order_id", "amount", "currency", "handler"]) {
        if (!options[name]) throw new Error(`Razorpay wants to be told ${name}.`)
      }
      this.options = options
      this.listeners = {}
    }
    on(name, listener) {
      this.listeners[name] = listener
    }
    open() {
      const dialog = document.createElement("dialog")
      dialog.setAttribute("aria-label", "Razorpay")
      for (const [action, label] of [["pay", "Pay"], ["decline", "Pay with a card that is declined"], ["cancel", "Close"]]) {
        const button = document.createElement("button")
        button.type = "button"
        button.textContent = label
        button.onclick = () => this.#choose(action, dialog)
        dialog.append(button)
      }
      document.body.append(dialog)
      dialog.showModal()
    }
    async #choose(action, dialog) {
      if (action === "cancel") {
        dialog.remove()
        this.options.modal?.ondismiss?.()
        return
      }
      const body = new URLSearchParams({ order_id: this.options.order_id, action })
      const answer = await (await fetch(`${address}/v1/checkout/pay`, { method: "POST", body })).json()
      if (answer.error) {
        const description = "The card was declined."
        this.listeners["payment.failed"]?.({ error: { reason: answer.error, description } })
        return
      }
      dialog.remove()
      this.options.handler?.(answer)
    }
  }
})()
