// Shows what the shop tells, also while no page of it is open; installed only after somebody agreed.

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data?.json() ?? {}
  if (title) event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  const address = new URL(event.notification.data?.url || "/", self.location.origin)
  if (address.origin === self.location.origin) event.waitUntil(self.clients.openWindow(address.href))
})
