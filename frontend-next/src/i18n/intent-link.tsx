"use client"

import NextLink from "next/link"
import { useState, type ComponentProps } from "react"

/** A link that fetches its page when a pointer or the focus comes to it, not for being in sight. */
export function IntentLink({ prefetch = null, ...props }: ComponentProps<typeof NextLink>) {
  const [isWanted, setIsWanted] = useState(false)
  const want = () => setIsWanted(true)
  return <NextLink prefetch={isWanted ? prefetch : false} onPointerEnter={want} onFocus={want} {...props} />
}
