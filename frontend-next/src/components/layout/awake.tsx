"use client"

import { useEffect } from "react"

import { AWAKE_EVENT } from "@/lib/awake"

/** Tells a page that slept that its scripts have run. */
export function Awake() {
  useEffect(() => {
    dispatchEvent(new Event(AWAKE_EVENT))
  }, [])
  return null
}
