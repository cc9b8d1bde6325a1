// Parts of a page that are renewed by themselves, and answers that fill the field.
(() => {
  const renewed = document.querySelectorAll("[data-renewed-every]")
  renewed.forEach((part) => {
    const scrollDown = () => { part.scrollTop = part.scrollHeight }
    const renew = async () => {
      if (document.hidden) return
      const version = part.querySelector("[data-version]")?.dataset.version ?? ""
      const known = version && `&known=${encodeURIComponent(version)}`
      try {
        const answer = await fetch(part.dataset.renewedFrom + known, { redirect: "error" })
        if (answer.status !== 200) return
        const isAtEnd = part.scrollHeight - part.scrollTop - part.clientHeight < 80
        part.innerHTML = await answer.text()
        if (isAtEnd) scrollDown()
      } catch {
        // The next look is soon.
      }
    }
    scrollDown()
    setInterval(renew, Number(part.dataset.renewedEvery) * 1000)
  })

  document.querySelectorAll("[data-fills]").forEach((choice) => {
    const field = document.getElementById(choice.dataset.fills)
    choice.addEventListener("change", () => {
      field.value = [field.value.trim(), choice.value].filter(Boolean).join("\n\n")
      choice.selectedIndex = 0
      field.focus()
    })
  })

  // A form that is sent twice says nothing twice.
  document.querySelectorAll("[data-key]").forEach((field) => {
    field.value = crypto.randomUUID ? crypto.randomUUID() : `k${Date.now()}${Math.random()}`.replace(".", "")
  })

  // The shopper sees that somebody writes; said again while it goes on.
  const words = document.getElementById("desk-words")
  let isQuietUntil = 0
  words?.addEventListener("input", () => {
    if (!words.value.trim() || Date.now() < isQuietUntil) return
    isQuietUntil = Date.now() + 3000
    const body = new FormData()
    body.set("do", "type")
    body.set("csrfmiddlewaretoken", words.form.elements.csrfmiddlewaretoken.value)
    fetch(window.location.pathname, { method: "POST", body, redirect: "error" }).catch(() => {})
  })
  words?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.target.form.querySelector('[value="write"]').click()
    }
  })
})()
