// Stands in for Stripe.js in tests: the same functions and events, fields in frames of its own origin, and cards whose
// numbers say what happens. It is stricter than it has to be where Stripe would refuse a shop that has mixed things up.
(() => {
  const ORIGIN = new URL(document.currentScript.src).origin
  const FRAMED = { payment: "Secure payment input frame", expressCheckout: "Secure express checkout frame" }

  class IntegrationError extends Error {
    name = "IntegrationError"
  }

  /** Who has asked to be told of what. */
  class Told {
    #listeners = {}
    on(name, listener) {
      ;(this.#listeners[name] ??= new Set()).add(listener)
      return this
    }
    once(name, listener) {
      const told = (event) => {
        this.off(name, told)
        listener(event)
      }
      return this.on(name, told)
    }
    off(name, listener) {
      if (listener) this.#listeners[name]?.delete(listener)
      else delete this.#listeners[name]
      return this
    }
    tell(name, event) {
      for (const listener of this.#listeners[name] ?? []) listener(event)
    }
    hears(name) {
      return Boolean(this.#listeners[name]?.size)
    }
  }

  /** A frame whose page answers what it is asked, and tells what happens in it. */
  class Element extends Told {
    #frame = null
    #port = null
    #answers = []
    constructor(type, options, elements, key) {
      super()
      Object.assign(this, { type, options, elements, key })
    }
    mount(place) {
      const target = typeof place === "string" ? document.querySelector(place) : place
      if (!target) throw new IntegrationError("There is no such place to mount an element in.")
      this.tell("loaderstart", { elementType: this.type })
      this.#frame = document.createElement("iframe")
      this.#frame.title = FRAMED[this.type]
      this.#frame.src = `${ORIGIN}/v3/fields?${new URLSearchParams({ element: this.type, key: this.key })}`
      Object.assign(this.#frame.style, { border: "0", width: "100%", height: "60px", display: "block" })
      this.#frame.addEventListener("load", () => this.#begin(), { once: true })
      target.replaceChildren(this.#frame)
    }
    unmount() {
      this.#frame?.remove()
      this.#port?.close()
      this.#frame = this.#port = null
    }
    destroy() {
      this.unmount()
      this.elements.forget(this)
    }
    update(options) {
      this.options = { ...this.options, ...options }
      this.show()
    }
    /** Hands the frame what the shop has said. */
    show() {
      this.#port?.postMessage({ do: "show", element: this.options, elements: this.elements.options })
    }
    focus() {
      this.#frame?.focus()
      this.#port?.postMessage({ do: "focus" })
    }
    blur() {
      this.#frame?.blur()
    }
    clear() {
      this.#port?.postMessage({ do: "clear" })
    }
    collapse() {}
    ask(what) {
      if (!this.#port) throw new IntegrationError(`The ${this.type} element is not mounted.`)
      return new Promise((resolve) => {
        this.#answers.push(resolve)
        this.#port.postMessage({ do: what })
      })
    }
    #begin() {
      const { port1, port2 } = new MessageChannel()
      this.#port = port1
      port1.onmessage = ({ data }) => this.#hear(data)
      this.#frame.contentWindow.postMessage("begin", ORIGIN, [port2])
      this.show()
    }
    #hear({ name, event }) {
      if (name === "answer") this.#answers.shift()?.(event)
      else if (name === "height") this.#frame.style.height = `${event}px`
      else if (name === "wallet") void this.#openWallet(event)
      else this.tell(name, { elementType: this.type, ...event })
    }
    /** Asks the shop whether the wallet may open, then the customer whether they pay. */
    async #openWallet(wallet) {
      const isAllowed = await new Promise((resolve) => {
        if (!this.hears("click")) resolve(true)
        this.tell("click", { expressPaymentType: wallet, resolve: () => resolve(true), reject: () => resolve(false) })
      })
      if (!isAllowed) return
      const query = new URLSearchParams({ wallet, ...this.elements.price })
      if ((await inDialog("Google Pay", `${ORIGIN}/v3/wallet?${query}`)) !== "pay") {
        this.tell("cancel", { elementType: this.type })
        return
      }
      this.elements.wallet = wallet
      const person = { name: "Ada Example", email: "ada@example.com", address: { country: "DE" } }
      this.tell("confirm", { expressPaymentType: wallet, billingDetails: person, paymentFailed: () => undefined })
    }
  }

  class Elements extends Told {
    #made = new Map()
    wallet = ""
    isSubmitted = false
    constructor(key, options) {
      super()
      Object.assign(this, { key, options })
      if (!options.clientSecret && !options.mode) throw new IntegrationError("Say the mode, or a client secret.")
      if (options.mode === "payment" && !(Number.isInteger(options.amount) && options.amount > 0)) {
        throw new IntegrationError("The amount has to be a whole number of the smallest unit.")
      }
      if (options.mode && !/^[a-z]{3}$/.test(options.currency ?? "")) {
        throw new IntegrationError("The currency has to be three small letters.")
      }
    }
    get price() {
      return { amount: this.options.amount ?? "", currency: this.options.currency ?? "" }
    }
    create(type, options = {}) {
      if (!(type in FRAMED)) throw new IntegrationError(`The stand-in has no ${type} element.`)
      if (this.#made.has(type)) throw new IntegrationError(`There can be one ${type} element.`)
      const made = new Element(type, options, this, this.key)
      this.#made.set(type, made)
      return made
    }
    getElement(type) {
      return this.#made.get(type) ?? null
    }
    forget(element) {
      if (this.#made.get(element.type) === element) this.#made.delete(element.type)
    }
    update(options) {
      this.options = { ...this.options, ...options }
      this.isSubmitted = false
      for (const element of this.#made.values()) element.show()
    }
    async fetchUpdates() {
      return {}
    }
    async submit() {
      const error = this.wallet ? null : await this.#fields().ask("check")
      this.isSubmitted = !error
      return error ? { error } : { selectedPaymentMethod: this.wallet || "card" }
    }
    /** The method that the customer has chosen; what was typed stays in the frame. */
    async method() {
      if (!this.isSubmitted) throw new IntegrationError("elements.submit() has to be called before.")
      const wallet = this.wallet
      this.wallet = ""
      if (!wallet) return this.#fields().ask("method")
      const card = { number: "4242424242424242", exp_month: 12, exp_year: 2034 }
      return post(this.key, "/v1/payment_methods", { type: "card", card, wallet: "google_pay" })
    }
    /** What the shop said here has to be what it has asked Stripe for. */
    contradicts(intent) {
      const { mode, amount, currency, setupFutureUsage, captureMethod } = this.options
      if (!mode) return ""
      const wanted = { currency, ...(mode === "payment" && { amount, capture_method: captureMethod ?? "automatic" }) }
      if (mode === "payment") wanted.setup_future_usage = setupFutureUsage ?? null
      const wrong = Object.keys(wanted).find((name) => name in intent && (intent[name] ?? null) !== wanted[name])
      return wrong ? `The ${wrong} of the intent is ${intent[wrong]}, and ${wanted[wrong]} was said to Elements.` : ""
    }
    #fields() {
      const fields = this.#made.get("payment") ?? this.#made.get("expressCheckout")
      if (!fields) throw new IntegrationError("There is no element to pay with.")
      return fields
    }
  }

  /** Shows a page of the bank or the wallet above everything; returns what it says, or "closed". */
  function inDialog(title, address) {
    const dialog = document.createElement("dialog")
    const frame = document.createElement("iframe")
    dialog.setAttribute("aria-label", title)
    frame.title = title
    frame.src = address
    Object.assign(frame.style, { border: "0", width: "min(24rem, 80vw)", height: "18rem" })
    dialog.append(frame)
    document.body.append(dialog)
    return new Promise((resolve) => {
      const close = (said) => {
        window.removeEventListener("message", hear)
        dialog.remove()
        resolve(said)
      }
      const hear = ({ origin, source, data }) => {
        if (origin === ORIGIN && source === frame.contentWindow && data?.standIn) close(data.standIn)
      }
      window.addEventListener("message", hear)
      dialog.addEventListener("cancel", () => close("closed"))
      frame.addEventListener("load", () => frame.focus())
      dialog.showModal()
    })
  }

  function written(members, prefix = "") {
    return Object.entries(members).flatMap(([name, value]) => {
      const path = prefix ? `${prefix}[${name}]` : name
      if (value === null || value === undefined) return []
      return typeof value === "object" ? written(value, path) : [[path, String(value)]]
    })
  }

  async function call(key, path, request) {
    try {
      const answer = await fetch(ORIGIN + path, { ...request, headers: { Authorization: `Bearer ${key}` } })
      return await answer.json()
    } catch {
      return { error: { type: "api_connection_error", message: "We are experiencing issues connecting to Stripe." } }
    }
  }

  function post(key, path, members) {
    return call(key, path, { method: "POST", body: new URLSearchParams(written(members)) })
  }

  const onThisOrigin = (address) => ORIGIN + new URL(address).pathname + new URL(address).search

  window.Stripe = function Stripe(key) {
    if (!/^pk_(test|live)_/.test(key)) throw new IntegrationError("This is no publishable key.")
    const kinds = {
      payment_intent: { path: "/v1/payment_intents", name: "paymentIntent", last: "last_payment_error" },
      setup_intent: { path: "/v1/setup_intents", name: "setupIntent", last: "last_setup_error" },
    }

    async function retrieve(kind, secret) {
      const [id] = String(secret).split("_secret_")
      return call(key, `${kind.path}/${id}?${new URLSearchParams({ client_secret: secret })}`, {})
    }

    function result(kind, intent) {
      if (intent.error) return { error: intent.error }
      const error = intent.status === "requires_payment_method" && intent[kind.last]
      return error ? { error: { ...error, [intent.object]: intent } } : { [kind.name]: intent }
    }

    /** Has the customer do what the bank asks, here or on a page of its own. */
    async function act(kind, intent) {
      const action = intent.next_action
      if (!action) return result(kind, intent)
      if (action.type === "redirect_to_url") {
        window.location.assign(action.redirect_to_url.url)
        return new Promise(() => undefined)
      }
      const page = onThisOrigin(action.use_stripe_sdk.stripe_js)
      if ((await inDialog("3D Secure", page)) === "closed") {
        await fetch(page, { method: "POST", mode: "no-cors", body: new URLSearchParams({ outcome: "fail" }) })
      }
      return result(kind, await retrieve(kind, intent.client_secret))
    }

    async function confirm(kind, { elements, clientSecret, confirmParams = {}, redirect = "always" }) {
      const secret = clientSecret ?? elements?.options.clientSecret
      if (!secret) throw new IntegrationError("There is no client secret.")
      if (redirect === "always" && !confirmParams.return_url) throw new IntegrationError("Say the return_url.")
      const known = await retrieve(kind, secret)
      if (known.error) return { error: known.error }
      const contradiction = elements?.contradicts(known)
      if (contradiction) return { error: { type: "invalid_request_error", message: contradiction } }
      const method = elements ? await elements.method() : { id: confirmParams.payment_method }
      if (method.error) return { error: method.error }
      const asked = { ...confirmParams, payment_method: method.id, client_secret: secret, use_stripe_sdk: true }
      const answer = await post(key, `${kind.path}/${known.id}/confirm`, asked)
      const done = answer.error ? { error: answer.error } : await act(kind, answer)
      if (done.error || redirect !== "always") return done
      const back = new URL(confirmParams.return_url)
      back.searchParams.set(known.object, known.id)
      back.searchParams.set(`${known.object}_client_secret`, secret)
      back.searchParams.set("redirect_status", "succeeded")
      window.location.assign(back)
      return new Promise(() => undefined)
    }

    async function handleNextAction({ clientSecret }) {
      const kind = clientSecret.startsWith("seti_") ? kinds.setup_intent : kinds.payment_intent
      const intent = await retrieve(kind, clientSecret)
      if (!intent.error && intent.status !== "requires_action") {
        throw new IntegrationError("handleNextAction: the intent is not in the requires_action state.")
      }
      return intent.error ? { error: intent.error } : act(kind, intent)
    }

    async function createPaymentMethod({ elements }) {
      const method = await elements.method()
      return method.error ? { error: method.error } : { paymentMethod: method }
    }

    const absent = () => Promise.reject(new IntegrationError("The stand-in does not do this."))
    const read = (kind) => async (secret) => {
      const intent = await retrieve(kind, secret)
      return intent.error ? { error: intent.error } : { [kind.name]: intent }
    }
    return {
      elements: (options = {}) => new Elements(key, options),
      confirmPayment: (options) => confirm(kinds.payment_intent, options),
      confirmSetup: (options) => confirm(kinds.setup_intent, options),
      handleNextAction,
      retrievePaymentIntent: read(kinds.payment_intent),
      retrieveSetupIntent: read(kinds.setup_intent),
      createPaymentMethod,
      createToken: absent,
      confirmCardPayment: absent,
      registerAppInfo: () => undefined,
      _registerWrapper: () => undefined,
    }
  }
  window.Stripe.version = "endive"
})()
