import { Wordmark } from "@/components/layout/wordmark"

/** How the shop signs itself on paper: its logo, or its name while it has none. */
export function ShopMark({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  if (!logoUrl) return <Wordmark name={name} />
  return (
    <img
      data-slot="shop-logo"
      src={logoUrl}
      alt={name}
      className="object-start h-9 w-auto max-w-44 object-contain"
    />
  )
}
