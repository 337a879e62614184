import type { RJSFSchema } from "@rjsf/utils";
import { expect, test } from "vitest";

import { validator } from "../../src/console/validator";

const schema: RJSFSchema = {
  type: "object",
  required: ["name", "phone"],
  properties: {
    name: { type: "string", minLength: 2 },
    phone: { type: "string", pattern: "^1[0-9]{10}$" },
    heads: { type: "integer", minimum: 1 },
  },
};

test("a correct form has no errors", () => {
  const { errors } = validator.validateFormData({ name: "Li Na", phone: "13800138000", heads: 2 }, schema);
  expect(errors).toEqual([]);
});

test("an error names its keyword and its field", () => {
  const { errors, errorSchema } = validator.validateFormData({ name: "Li Na", phone: "12" }, schema);
  expect(errors.map(({ name, property }) => [name, property])).toEqual([["pattern", ".phone"]]);
  expect(errorSchema).toHaveProperty("phone.__errors");
});

test("a field that was emptied is missing, not wrong", () => {
  const values = { name: "Li Na", phone: undefined } as unknown as Record<string, string>;
  expect(validator.validateFormData(values, schema).errors.map(({ name }) => name)).toEqual(["required"]);
});
