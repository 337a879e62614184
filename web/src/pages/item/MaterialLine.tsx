import type { ChecklistMaterial } from "../../generated/places";
import { useLanguage } from "../../i18n";
import { PhotographCheck } from "./PhotographCheck";

/** One paper: what it must be, whose it is, and what may take its place; with a look at a photograph of it. */
export function MaterialLine({ material }: { readonly material: ChecklistMaterial }) {
  const { t, read } = useLanguage();
  const words = [
    t(material.original ? "material.original" : "material.copy"),
    t(material.required ? "material.required" : "material.optional"),
  ];
  const notes = [
    material.issuer && t("checklist.issuer", { name: read(material.issuer) }),
    material.originalSeen && t("checklist.original-seen"),
    material.stays && t("checklist.stays"),
    material.reusable && t("checklist.reusable"),
    material.supplyDays > 0 && t("checklist.supply", { n: material.supplyDays }),
    material.promise && t("checklist.promise"),
  ].filter((note): note is string => typeof note === "string");
  return (
    <li className="material-line" data-testid={`material-${material.code}`}>
      <span className="material-box" aria-hidden="true" />
      <div>
        <strong>{read(material.name)}</strong>
        <p>{words.join(" · ")}</p>
        {notes.map((note) => (
          <p key={note} className="note">
            {note}
          </p>
        ))}
        <PhotographCheck code={material.code} />
      </div>
    </li>
  );
}
