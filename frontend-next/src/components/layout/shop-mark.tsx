import { Wordmark } from "@/components/layout/wordmark"

/** How the shop signs itself on paper: its logo, whose place is kept before it is there, or its name while it has none. */
export function ShopMark({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  if (!logoUrl) return <Wordmark name={name} />
  return (
    <img
      data-slot="shop-logo"
      src={logoUrl}
      alt={name}
      width={176}
      height={36}
      className="shop-logo h-9 w-28 object-contain object-left lg:w-44 rtl:object-right"
    />
  )
}
