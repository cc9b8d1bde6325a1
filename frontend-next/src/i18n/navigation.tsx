import { redirect as redirectTo } from "next/navigation"
import { useLocale } from "next-intl"
import type { ComponentProps } from "react"

import { IntentLink } from "@/i18n/intent-link"

type Target = { href: string; locale: string }

/** A path of this shop as it stands in the address bar, which names the language first. */
export function localHref({ href, locale }: Target): string {
  return `/${locale}${href.replace(/^\/(?=$|[?#])/, "")}`
}

/** A link to a path of this shop, in the language of the page it is on. */
export function Link({ href, ...props }: Omit<ComponentProps<typeof IntentLink>, "href"> & { href: string }) {
  const locale = useLocale()
  return <IntentLink href={localHref({ href, locale })} {...props} />
}

export function redirect(target: Target): never {
  return redirectTo(localHref(target))
}
