import type { DraftFault } from "../../../generated/catalogue";
import { useLanguage } from "../../../i18n";

interface Props {
  readonly faults: readonly DraftFault[];
  readonly id?: string;
  readonly placed?: boolean; // Each with its place, where no field stands above it.
}

/** What is wrong at a place, beneath it. */
export function FaultList({ faults, id, placed = false }: Props) {
  const { read } = useLanguage();
  if (faults.length === 0) return null;
  return (
    <ul className="editor-faults" id={id}>
      {faults.map((fault) => (
        <li key={`${fault.path}${fault.problem.en}`}>
          {placed && <code>{fault.path}</code>} {read(fault.problem)}
        </li>
      ))}
    </ul>
  );
}
