import type { ItemMaterial } from "../generated/api";
import { useLanguage } from "../i18n";
import { Icon } from "./Icon";

/** The papers of an item, for somebody who looks for them in a bag. */
export function PaperList({ materials }: { readonly materials: readonly ItemMaterial[] }) {
  const { t, read } = useLanguage();
  return (
    <ul className="paper-list">
      {materials.map((material) => (
        <li key={material.code}>
          <Icon name="document" size={36} />
          <span>
            <strong>{read(material.name)}</strong>
            <small>
              {t(material.original ? "material.original" : "material.copy")} ·{" "}
              {t(material.required ? "material.required" : "material.optional")}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}
