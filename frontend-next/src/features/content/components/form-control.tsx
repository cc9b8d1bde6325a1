import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { SelectField, TextAreaField, TextField } from "@/components/ui/field"
import { Icon } from "@/components/ui/icon"
import { controlName, type FormField } from "@/features/content/form-fields"

type ControlProps = { id: string; field: FormField; start: string[]; error: string | undefined }

const FILES = "image/jpeg,image/png,image/webp,application/pdf"
const INPUTS: Record<string, { type: string; autoComplete?: string; inputMode?: "decimal" }> = {
  singleline: { type: "text" },
  email: { type: "email", autoComplete: "email" },
  number: { type: "text", inputMode: "decimal" },
  date: { type: "date" },
}

/** The control of one field, with its label, its help and what is wrong with it. */
export function FormControl({ id, field, start, error }: ControlProps) {
  const t = useTranslations("forms")
  const label = field.is_required ? field.label : t("optional", { label: field.label })
  const frame = { id, name: controlName(field), label, hint: field.help, error, required: field.is_required }
  switch (field.type) {
    case "multiline":
      return <TextAreaField {...frame} rows={6} maxLength={5000} defaultValue={start[0]} dir="auto" />
    case "dropdown":
      return (
        <SelectField {...frame} key={start[0]} defaultValue={start[0] ?? ""}>
          <option value="">{t("choose")}</option>
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </SelectField>
      )
    case "radio":
    case "checkboxes":
      return <Choices {...{ id, field, start, error }} legend={label} />
    case "checkbox":
    case "consent":
      return <Tick {...{ id, field, start, error }} label={label} />
    case "file":
      return <TextField {...frame} type="file" accept={FILES} hint={field.help || t("fileHint")} />
    default:
      return (
        <TextField
          {...frame}
          {...(INPUTS[field.type] ?? INPUTS.singleline)}
          maxLength={255}
          defaultValue={start[0]}
          dir={field.type === "date" ? undefined : "auto"}
        />
      )
  }
}

function Choices({ id, field, start, error, legend }: ControlProps & { legend: ReactNode }) {
  const type = field.type === "radio" ? "radio" : "checkbox"
  return (
    <fieldset data-slot="field" aria-describedby={said(id, field, error)}>
      <legend className="text-sm font-medium">{legend}</legend>
      <div className="mt-1.5 flex flex-col">
        {field.choices.map((choice, place) => (
          <label key={choice} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type={type}
              name={controlName(field)}
              value={choice}
              defaultChecked={start.includes(choice)}
              aria-invalid={error && place === 0 ? true : undefined}
              className="size-5 shrink-0 accent-moss"
            />
            {choice}
          </label>
        ))}
      </div>
      <Said {...{ id, field, error }} />
    </fieldset>
  )
}

function Tick({ id, field, start, error, label }: ControlProps & { label: ReactNode }) {
  return (
    <div data-slot="field">
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          id={id}
          type="checkbox"
          name={controlName(field)}
          value="on"
          required={field.is_required}
          defaultChecked={start.length > 0}
          aria-invalid={error ? true : undefined}
          aria-describedby={said(id, field, error)}
          className="mt-0.5 size-5 shrink-0 accent-moss"
        />
        <span>{label}</span>
      </label>
      <Said {...{ id, field, error }} />
    </div>
  )
}

function Said({ id, field, error }: Pick<ControlProps, "id" | "field" | "error">) {
  return (
    <>
      {field.help && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {field.help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-danger">
          <Icon name="alert" className="mt-0.5 size-4" />
          {error}
        </p>
      )}
    </>
  )
}

function said(id: string, { help }: FormField, error: string | undefined): string | undefined {
  return [error && `${id}-error`, help && `${id}-hint`].filter(Boolean).join(" ") || undefined
}
