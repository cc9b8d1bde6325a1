import { expect, it } from "vitest"

import { changedChoices, switchName } from "@/features/notifications/fields"
import type { NotificationPreferences } from "@/lib/api/types"

const medium = (name: "email" | "in_app", isOn: boolean) => ({
  medium: name,
  is_on: isOn,
  consent_text: null,
})
const kind = (code: string, isMandatory: boolean, media: ReturnType<typeof medium>[]) => ({
  code,
  name: code,
  description: "",
  is_mandatory: isMandatory,
  may_wait: false,
  media,
})
const STORED: NotificationPreferences = {
  kinds: [
    kind("order", true, [medium("email", true)]),
    kind("news", false, [medium("email", false), medium("in_app", true)]),
  ],
  locale: null,
  time_zone: "UTC",
  quiet_from: null,
  quiet_until: null,
  digest: "none",
}

it("asks only for what changes, and never for what is mandatory", () => {
  const form = new FormData()
  form.set(switchName("news", "email"), "on")
  expect(changedChoices(STORED, form)).toEqual([
    { kind: "news", medium: "email", is_wanted: true },
    { kind: "news", medium: "in_app", is_wanted: false },
  ])
})

it("asks for nothing when all stays", () => {
  const form = new FormData()
  form.set(switchName("news", "in_app"), "on")
  expect(changedChoices(STORED, form)).toEqual([])
})
