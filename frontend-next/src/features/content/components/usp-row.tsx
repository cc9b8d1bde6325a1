import { Icon, isIconName } from "@/components/ui/icon"
import type { BlockValue } from "@/lib/api/types"

export function UspRow({ value }: { value: BlockValue<"usp_row"> }) {
  return (
    <ul
      data-slot="usp-row"
      className="grid gap-x-10 gap-y-7 border-y border-line py-9 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none"
    >
      {value.items.map((item) => (
        <li key={item.title} className="flex gap-4">
          <Icon name={isIconName(item.icon) ? item.icon : "leaf"} className="mt-0.5 size-6 text-rust" />
          <div>
            <p className="font-medium">{item.title}</p>
            <p className="text-[0.9375rem] text-soft">{item.text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
