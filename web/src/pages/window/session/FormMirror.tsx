import { useEffect, useRef } from "react";

import { isEmpty, masked, present, readFields } from "../../../components/formFields";
import { originOf, unconfirmed } from "../../../components/origin";
import type { ItemDetail } from "../../../generated/api";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { fieldOf } from "../../../state/desk";
import { useDesk } from "../../../state/line";

/** The form as the official fills it in, to be read along: the field in use is marked, numbers show their end only. */
export function FormMirror({ view, item }: { readonly view: CaseView; readonly item: ItemDetail | null }) {
  const { t, language, read } = useLanguage();
  const desk = useDesk();
  const list = useRef<HTMLDListElement>(null);
  const inUse = fieldOf(desk, view.session, "official", "colleague");
  const fields = item ? present(readFields(item, language), view.values) : [];
  const undertaken = view.materials.filter(({ supplyDue, promise }) => supplyDue !== null || promise !== null);
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  const taken = view.pages.filter(({ state }) => state === "accepted").length;
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [inUse]);
  return (
    <div className="task-card">
      <h2>{t("mirror.title")}</h2>
      <p className="note">{t("mirror.text")}</p>
      <dl ref={list} className="mirror" aria-live="off">
        {fields.map((field) => {
          const value = view.values[field.name];
          const marked = field.name === inUse;
          const origin = unconfirmed(view, field.name) ? originOf(view, field, t) : null;
          return (
            <div
              key={field.name}
              className={`${isEmpty(value) ? "mirror-empty" : ""}${marked ? " mirror-now" : ""}`}
              aria-current={marked || undefined}
            >
              <dt>
                {field.label}
                {marked && <small>{t("mirror.now")}</small>}
              </dt>
              <dd data-field={field.name}>{masked(field, value, t) || t("mirror.empty")}</dd>
              {!isEmpty(value) && origin && <dd className="mirror-origin">{origin}</dd>}
            </div>
          );
        })}
      </dl>
      {undertaken.length > 0 && (
        <ul className="mirror-undertaken" data-testid="undertaken">
          {undertaken.map(({ code, name, supplyDue }) => (
            <li key={code}>
              {supplyDue
                ? t("mirror.follows", { name: read(name), day: day.format(new Date(`${supplyDue}T12:00:00`)) })
                : t("mirror.promised", { name: read(name) })}
            </li>
          ))}
        </ul>
      )}
      {taken > 0 && (
        <p className="note">
          {t("mirror.pages", { n: taken })} · {read(view.itemName)}
        </p>
      )}
    </div>
  );
}
