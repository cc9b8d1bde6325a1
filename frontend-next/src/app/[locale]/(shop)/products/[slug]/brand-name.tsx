import { Link } from "@/i18n/navigation"

/** Whose the product is; a link where the website tells more of the brand. */
export function BrandName({ brand, path }: { brand: { label: string }; path: string | null }) {
  if (!path) return <p className="text-sm text-faint">{brand.label}</p>
  return (
    <p className="text-sm">
      <Link href={path} className="link inline-flex min-h-8 items-center">
        {brand.label}
      </Link>
    </p>
  )
}
