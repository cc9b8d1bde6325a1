import { useTranslations } from "next-intl"

import { AddressText } from "@/components/commerce/address-text"
import { AddressButtons } from "@/features/addresses/components/address-buttons"
import type { AddressBook } from "@/lib/api/types"

type AddressListProps = { book: AddressBook | null; countries: { code: string; name: string }[] }

export function AddressList({ book, countries }: AddressListProps) {
  const t = useTranslations("address")
  if (!book || book.results.length === 0) return <p className="text-soft">{t("noneSaved")}</p>
  const nameOf = (code: string) => countries.find((country) => country.code === code)?.name ?? code
  return (
    <ul data-slot="address-list" className="border-t border-line">
      {book.results.map(({ id, address, is_default_for_shipping: isUsual }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-4"
        >
          <div className="min-w-0 flex-1 basis-60">
            <AddressText address={address} countryName={nameOf(address.country)} />
            {isUsual && <p className="mt-1 text-sm text-faint">{t("usual")}</p>}
          </div>
          <AddressButtons id={id} name={address.line1} isUsual={isUsual} />
        </li>
      ))}
    </ul>
  )
}
