import type { ComponentProps } from "react"

import { Link } from "@/i18n/navigation"

/** A link as editors write it: a path of this shop without its language, or an address elsewhere. */
export function ContentLink({
  href,
  children,
  ...props
}: Omit<ComponentProps<"a">, "href"> & { href: string }) {
  if (href.startsWith("/")) {
    return (
      <Link href={href} {...props}>
        {children}
      </Link>
    )
  }
  return (
    <a href={href} rel="noopener" {...props}>
      {children}
    </a>
  )
}
