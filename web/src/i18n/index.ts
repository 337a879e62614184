import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

import type { Language, Text } from "../generated/wire";
import { Refusal } from "../wire/refusal";
import en from "./en.json";
import zh from "./zh-CN.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof zh };
  }
}

const STORAGE_KEY = "language";

/** The language asked for by address (`?lang=en`), chosen last, or spoken by the browser; Chinese otherwise. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(STORAGE_KEY);
  const spoken = asked ?? navigator.language;
  return spoken.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

export async function startTranslation(titleKey: keyof typeof zh): Promise<void> {
  const translation = i18next.use(initReactI18next);
  translation.on("languageChanged", (language) => {
    document.documentElement.lang = language;
    document.title = i18next.t(titleKey);
  });
  await translation.init({
    resources: { "zh-CN": { translation: zh }, en: { translation: en } },
    lng: firstLanguage(),
    fallbackLng: "zh-CN",
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}

export function language(): Language {
  return i18next.language === "en" ? "en" : "zh-CN";
}

export function speak(next: Language): void {
  localStorage.setItem(STORAGE_KEY, next);
  void i18next.changeLanguage(next);
}

/** Speak a language unless somebody chose one on this device, or by the address. */
export function prefer(next: Language): void {
  const chosen = new URLSearchParams(location.search).has("lang") || localStorage.getItem(STORAGE_KEY) !== null;
  if (!chosen && next !== language()) void i18next.changeLanguage(next);
}

/** The translations and a reader of the server's two-language texts, in the language of the page. */
export function useLanguage() {
  const { t } = useTranslation();
  const current = language();
  return { t, language: current, read: (text: Text) => (current === "en" ? text.en : text.zh) };
}

/** What a person reads of a failure: the refusal's own text, or that nobody answered. */
export function explain(error: unknown): string {
  if (!(error instanceof Refusal)) return i18next.t("error.unanswered");
  const key = `error.${error.code}` as const;
  return i18next.exists(key) ? i18next.t(key, { ...error.facts }) : i18next.t("error.internal");
}
