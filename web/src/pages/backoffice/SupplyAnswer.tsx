import { Button, Flex, Input, Select } from "antd";
import { useState } from "react";

import type { Field } from "../../components/formFields";
import type { Cell } from "../../generated/wire";
import { useLanguage } from "../../i18n";

interface Props {
  readonly field: Field;
  readonly disabled: boolean;
  readonly onTake: (value: Cell) => void;
}

const isWhole = ({ property }: Field) => [property.type].flat().includes("integer");

/** Whether one line answers it; a table, an address or a tick is put right with the resident. */
export function isOneLine({ property }: Field): boolean {
  return !property["x-kind"] && ![property.type].flat().includes("boolean");
}

/** The answer that a page shows, for a field of the form that a correction asked for. */
export function SupplyAnswer({ field, disabled, onTake }: Props) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState("");
  const value = typed.trim();
  const whole = isWhole(field);
  const wrong = value === "" || (whole && !/^-?\d+$/.test(value));
  const take = () => {
    if (!wrong) onTake(whole ? Number(value) : value);
  };
  const id = `answer-${field.name}`;
  return (
    <Flex gap={8} align="center" wrap>
      <label htmlFor={id}>{field.label}</label>
      {field.choices.size > 0 ? (
        <Select id={id} size="small" options={[...field.choices].map(([choice, label]) => ({ value: String(choice), label }))} onChange={setTyped} />
      ) : (
        <Input id={id} size="small" value={typed} data-testid={id} onChange={(event) => setTyped(event.target.value)} onPressEnter={take} />
      )}
      <Button size="small" disabled={disabled || wrong} data-testid={`supply-${field.name}`} onClick={take}>
        {t("supply.answer")}
      </Button>
    </Flex>
  );
}
