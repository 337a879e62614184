import type { DepartmentCount } from "../generated/places";
import { useLanguage } from "../i18n";

interface Props {
  readonly departments: readonly DepartmentCount[];
  readonly chosen: string | null;
  readonly onChoose: (department: string | null) => void;
}

/** The departments of what was found, each a key; pressed again, a key lets go. */
export function DepartmentChoice({ departments, chosen, onChoose }: Props) {
  const { t, read } = useLanguage();
  if (departments.length < 2 && chosen === null) return null;
  return (
    <div className="department-choice" role="group" aria-label={t("items.departments")}>
      {departments.map(({ department, name, items }) => (
        <button
          key={department}
          type="button"
          className="chip"
          data-testid={`department-${department}`}
          aria-pressed={chosen === department}
          onClick={() => onChoose(chosen === department ? null : department)}
        >
          {read(name)} <span className="number">{items}</span>
        </button>
      ))}
    </div>
  );
}
