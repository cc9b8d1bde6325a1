"use client"

import { useEffect, useRef, useState, type ReactNode } from "react"

import { Icon } from "@/components/ui/icon"

type EmbedPlayerProps = {
  address: string
  title: string
  /** What the reader agrees to, and the button that says so. */
  question: string
  agree: string
  poster: ReactNode
}

/** The shop's own picture until the reader agrees; nothing is asked of the other host before. */
export default function EmbedPlayer({ address, title, question, agree, poster }: EmbedPlayerProps) {
  const [isAgreed, setIsAgreed] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    if (isAgreed) frame.current?.focus()
  }, [isAgreed])
  if (isAgreed) {
    return (
      <iframe
        ref={frame}
        src={address}
        title={title}
        allow="autoplay; fullscreen; picture-in-picture"
        allowFullScreen
        referrerPolicy="strict-origin-when-cross-origin"
        className="absolute inset-0 size-full border-0"
      />
    )
  }
  return (
    <>
      {poster}
      <div className="on-dark on-deep absolute inset-x-0 bottom-0 flex flex-col items-start gap-3 bg-deep/85 p-4 text-paper sm:flex-row sm:items-center sm:p-6">
        <p className="flex-1 text-sm">{question}</p>
        <button type="button" className="button button-small button-light" onClick={() => setIsAgreed(true)}>
          <Icon name="play" className="size-4" />
          {agree}
        </button>
      </div>
    </>
  )
}
