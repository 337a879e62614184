import { Select } from "antd";
import { useState } from "react";

import { useRead } from "../../../components/useCatalogue";
import type { DivisionPlace } from "../../../generated/places";
import { useLanguage } from "../../../i18n";

interface Props {
  readonly id?: string; // Given by the form, with the value and its change.
  readonly value?: string;
  readonly onChange?: (code: string) => void;
}

/** A county of the tree of divisions, found by its name, its pinyin or its initials. */
export function CountySelect({ id, value, onChange }: Props) {
  const { t, read } = useLanguage();
  const [query, setQuery] = useState("");
  // Before anything is typed, the one that stands there is asked for by its code.
  const words = query.trim() || value || "";
  const { value: found } = useRead<readonly DivisionPlace[]>(
    "official",
    words === "" ? null : `/api/divisions?level=county&limit=20&q=${encodeURIComponent(words)}`,
  );
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      showSearch={{ filterOption: false, onSearch: setQuery }}
      placeholder={t("county.hint")}
      notFoundContent={query.trim() === "" ? t("county.hint") : t("county.none")}
      options={(found ?? []).map(({ code, name, path }) => ({
        value: code,
        label: [...path.slice(-1).map(read), read(name)].join(" "),
      }))}
    />
  );
}
