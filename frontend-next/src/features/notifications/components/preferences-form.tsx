"use client"

import { useTranslations } from "next-intl"

import { SelectField, TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { savePreferences } from "@/features/notifications/actions"
import { KindTable } from "@/features/notifications/components/kind-table"
import type { NotificationPreferences } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

type PreferencesFormProps = {
  preferences: NotificationPreferences
  languages: { code: string; name: string }[]
  timeZones: string[]
}

export function PreferencesForm({ preferences, languages, timeZones }: PreferencesFormProps) {
  const t = useTranslations("notifications")
  const problemText = useProblemText()
  const [state, action] = useFormAction(savePreferences, null)
  const typed = state?.ok === false ? state.values : {}
  return (
    <form action={action} data-slot="preferences-form" className="flex flex-col gap-10">
      <KindTable kinds={preferences.kinds} />
      <fieldset className="grid max-w-2xl gap-5 sm:grid-cols-2">
        <legend className="mb-4 font-display text-heading">{t("when")}</legend>
        <SelectField
          key={`digest ${preferences.digest}`}
          id="digest"
          name="digest"
          label={t("digest")}
          hint={t("digestHint")}
          defaultValue={preferences.digest}
        >
          <option value="none">{t("digestNone")}</option>
          <option value="daily">{t("digestDaily")}</option>
          <option value="weekly">{t("digestWeekly")}</option>
        </SelectField>
        <SelectField
          key={`locale ${preferences.locale ?? ""}`}
          id="locale"
          name="locale"
          label={t("language")}
          defaultValue={preferences.locale ?? ""}
        >
          <option value="">{t("languageOfShop")}</option>
          {languages.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          id="quiet_from"
          name="quiet_from"
          type="time"
          label={t("quietFrom")}
          defaultValue={typed.quiet_from ?? preferences.quiet_from ?? ""}
          hint={t("quietHint")}
        />
        <TextField
          id="quiet_until"
          name="quiet_until"
          type="time"
          label={t("quietUntil")}
          defaultValue={typed.quiet_until ?? preferences.quiet_until ?? ""}
        />
        <SelectField
          key={`zone ${preferences.time_zone}`}
          id="time_zone"
          name="time_zone"
          label={t("timeZone")}
          defaultValue={preferences.time_zone}
        >
          {[...new Set([preferences.time_zone, "UTC", ...timeZones])].map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pendingText={t("saving")}>{t("save")}</SubmitButton>
        {state?.ok && (
          <Notice tone="success" role="status">
            {t("saved")}
          </Notice>
        )}
        {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
      </div>
    </form>
  )
}
