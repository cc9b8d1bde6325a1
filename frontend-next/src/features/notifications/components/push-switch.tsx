"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"

import { Button } from "@/components/ui/button"
import { addPushAddress, getPushKey, removePushAddress } from "@/features/notifications/push-actions"

const WORKER = "/push-worker.js"
const STORED = "heron.push"

type State = "unknown" | "off" | "on" | "blocked" | "notOffered" | "failed"

/** Push messages for this browser. Nothing is asked for, and no worker installed, before the button is pressed. */
export function PushSwitch() {
  const t = useTranslations("notifications")
  const [state, setState] = useState<State>("unknown")
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (!("serviceWorker" in navigator && "PushManager" in window)) return
    void readState().then(setState)
  }, [])
  if (state === "unknown") return null
  const press = async () => {
    setBusy(true)
    setState(await (state === "on" ? switchOff() : switchOn()).catch((): State => "failed"))
    setBusy(false)
  }
  return (
    <section data-slot="push-switch" aria-labelledby="push" className="mt-12 max-w-2xl">
      <h2 id="push" className="font-display text-heading">
        {t("push")}
      </h2>
      <p className="mt-2 mb-4 text-soft">{t("pushText")}</p>
      <Button variant="secondary" aria-disabled={isBusy} onClick={() => isBusy || void press()}>
        {state === "on" ? t("pushOff") : t("pushOn")}
      </Button>
      <p role="status" className="mt-3 text-soft">
        {state === "off" ? "" : t(`pushState.${state}`)}
      </p>
    </section>
  )
}

async function readState(): Promise<State> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return (await registration?.pushManager.getSubscription()) ? "on" : "off"
}

async function switchOn(): Promise<State> {
  const key = await getPushKey()
  if (!key) return "notOffered"
  if ((await Notification.requestPermission()) !== "granted") return "blocked"
  const registration = await navigator.serviceWorker.register(WORKER)
  await navigator.serviceWorker.ready
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  })
  const id = await addPushAddress(subscription.toJSON())
  if (!id) {
    await subscription.unsubscribe()
    return "failed"
  }
  localStorage.setItem(STORED, id)
  return "on"
}

async function switchOff(): Promise<State> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  const id = localStorage.getItem(STORED)
  if (id) await removePushAddress(id)
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  await registration?.unregister()
  localStorage.removeItem(STORED)
  return "off"
}
