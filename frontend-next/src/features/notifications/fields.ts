import type { NotificationPreferences } from "@/lib/api/types"

type Choice = { kind: string; medium: "email" | "sms" | "push" | "in_app"; is_wanted: boolean }

/** The name of the box that switches a kind in a medium. */
export function switchName(kind: string, medium: string): string {
  return `on.${medium}.${kind}`
}

/** What a form of boxes changes of what is stored; a box that is not checked is not in the form at all. */
export function changedChoices(stored: NotificationPreferences, form: FormData): Choice[] {
  return stored.kinds
    .filter(({ is_mandatory: isMandatory }) => !isMandatory)
    .flatMap(({ code, media }) =>
      media.map(({ medium, is_on: isOn }) => ({
        kind: code,
        medium,
        isOn,
        is_wanted: form.has(switchName(code, medium)),
      })),
    )
    .filter(({ isOn, is_wanted: isWanted }) => isOn !== isWanted)
    .map(({ kind, medium, is_wanted }) => ({ kind, medium, is_wanted }))
}
