import { getMessages } from "next-intl/server"
import type { ReactNode } from "react"

import { clientMessages, type Namespace } from "@/i18n/client-messages"
import { MoreWords } from "@/i18n/more-words"

type WordsProps = { of: readonly Namespace[]; children: ReactNode }

/** Sends along what the client components of a page say, beside what the frame around it says. */
export async function Words({ of, children }: WordsProps) {
  return <MoreWords words={clientMessages(await getMessages(), of)}>{children}</MoreWords>
}
