import type { Locale as AppLocale } from "@/i18n/routing"
import type messages from "@messages/en.json"

declare module "next-intl" {
  interface AppConfig {
    Locale: AppLocale
    Messages: typeof messages
  }
}
