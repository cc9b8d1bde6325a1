// Goods are found while somebody types: each field for a SKU is a combobox with a list below it.
(() => {
  const PAUSE = 200
  const FEWEST_LETTERS = 2

  const made = (name, className, text = "") => {
    const element = document.createElement(name)
    element.className = className
    element.textContent = text
    return element
  }

  const optionOf = (goods, id) => {
    const option = made("li", "dropdown-item d-flex align-items-center text-wrap")
    option.id = id
    option.setAttribute("role", "option")
    option.dataset.sku = goods.sku
    option.setAttribute("aria-selected", "false")
    if (goods.image) {
      const picture = made("img", "mr-2")
      Object.assign(picture, { src: goods.image, alt: "", width: 48, height: 48 })
      option.append(picture)
    }
    const words = made("span", "")
    const name = made("span", "d-block", [goods.name, goods.options].filter(Boolean).join(", "))
    name.dir = "auto"
    const facts = made("small", "")
    facts.append(made("bdi", "", goods.sku), ` · ${goods.price} · ${goods.stock}`)
    words.append(name, facts)
    option.append(words)
    return option
  }

  const makeCombobox = (place, from, said) => {
    const field = place.querySelector("input")
    const list = made("ul", "dropdown-menu w-100 mt-0")
    let options = []
    let at = -1
    let timer = 0
    let asked = new AbortController()

    list.id = `${field.id}-goods`
    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", place.querySelector("label").textContent)
    list.style.textAlign = "start"
    field.setAttribute("role", "combobox")
    field.autocomplete = "off"
    field.setAttribute("aria-autocomplete", "list")
    field.setAttribute("aria-expanded", "false")
    field.setAttribute("aria-controls", list.id)
    place.append(list)

    const open = (isOpen) => {
      list.classList.toggle("show", isOpen)
      field.setAttribute("aria-expanded", String(isOpen))
      if (!isOpen) point(-1)
    }
    const point = (to) => {
      at = to
      options.forEach((option, number) => {
        option.classList.toggle("active", number === at)
        option.setAttribute("aria-selected", String(number === at))
      })
      if (at < 0) return field.removeAttribute("aria-activedescendant")
      field.setAttribute("aria-activedescendant", options[at].id)
      options[at].scrollIntoView({ block: "nearest" })
    }
    const take = (option) => {
      field.value = option.dataset.sku
      open(false)
    }
    const close = () => {
      clearTimeout(timer)
      asked.abort()
      open(false)
    }
    const ask = async () => {
      asked = new AbortController()
      const words = field.value.trim()
      if (words.length < FEWEST_LETTERS) return open(false)
      try {
        const address = `${from}?words=${encodeURIComponent(words)}`
        const answer = await fetch(address, { signal: asked.signal, redirect: "error" })
        if (!answer.ok) return
        const told = await answer.json()
        options = told.goods.map((goods, number) => optionOf(goods, `${list.id}-${number}`))
        list.replaceChildren(...options)
        said.textContent = told.said
        open(options.length > 0)
      } catch {
        // A SKU can still be written out.
      }
    }

    field.addEventListener("input", () => {
      close()
      timer = setTimeout(ask, PAUSE)
    })
    field.addEventListener("blur", close)
    field.addEventListener("keydown", (event) => {
      const isOpen = list.classList.contains("show")
      const steps = { ArrowDown: 1, ArrowUp: -1 }
      if (event.key in steps && options.length) {
        event.preventDefault()
        if (!isOpen) open(true)
        const last = options.length - 1
        const next = at + steps[event.key]
        point(next < 0 ? last : next > last ? 0 : next)
      } else if (event.key === "Enter" && isOpen && at >= 0) {
        event.preventDefault()
        take(options[at])
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault()
        open(false)
      }
    })
    // The field keeps the focus, so that the list is not closed before it is heard.
    list.addEventListener("mousedown", (event) => event.preventDefault())
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]")
      if (option) take(option)
    })
  }

  document.querySelectorAll("[data-goods-from]").forEach((part) => {
    const said = part.querySelector("[data-said]")
    part.querySelectorAll("[data-goods]").forEach((place) => {
      makeCombobox(place, part.dataset.goodsFrom, said)
    })
    part.querySelectorAll("[data-without-script]").forEach((each) => { each.hidden = true })
    part.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false })
  })
})()
