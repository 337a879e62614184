import { Validator } from "@cfworker/json-schema";
import type { OutputUnit, Schema } from "@cfworker/json-schema";
import { toErrorSchema } from "@rjsf/utils";
import type { ErrorTransformer, RJSFSchema, RJSFValidationError, UiSchema, ValidationData, ValidatorType } from "@rjsf/utils";

import type { DraftValues } from "../state/draft";

type Values = DraftValues | undefined;

/**
 * JSON Schema for the forms without `eval`: react-jsonschema-form's own validator compiles functions at run time, which
 * the pages' policy forbids. It only helps whoever types; the server validates every form by itself.
 */
class FormValidator implements ValidatorType<DraftValues> {
  readonly #compiled = new WeakMap<object, Validator>();

  validateFormData(
    formData: Values,
    schema: RJSFSchema,
    _custom?: unknown,
    transformErrors?: ErrorTransformer<DraftValues>,
    uiSchema?: UiSchema<DraftValues>,
  ): ValidationData<DraftValues> {
    const found = this.#errors(schema, formData);
    const errors = transformErrors ? transformErrors(found, uiSchema) : found;
    return { errors, errorSchema: toErrorSchema<DraftValues>(errors) };
  }

  isValid(schema: RJSFSchema, formData: Values): boolean {
    return this.#errors(schema, formData).length === 0;
  }

  rawValidation<Result>(schema: RJSFSchema, formData?: Values): { errors?: Result[] } {
    return { errors: this.#errors(schema, formData) as Result[] };
  }

  #errors(schema: RJSFSchema, formData: Values): RJSFValidationError[] {
    let compiled = this.#compiled.get(schema);
    if (!compiled) {
      compiled = new Validator(schema as Schema, "2020-12", false);
      this.#compiled.set(schema, compiled);
    }
    // JSON knows no undefined; a field that was emptied is simply not there.
    const instance: unknown = JSON.parse(JSON.stringify(formData ?? {}));
    return compiled.validate(instance).errors.filter(isLeaf).map(asError);
  }
}

// "properties" only repeats that something beneath it is wrong.
function isLeaf(unit: OutputUnit): boolean {
  return unit.keyword !== "properties";
}

function asError(unit: OutputUnit): RJSFValidationError {
  const property = unit.instanceLocation.replace(/^#/, "").replaceAll("/", ".");
  return { name: unit.keyword, property, message: unit.error, stack: unit.error, params: {} };
}

export const validator: ValidatorType<DraftValues> = new FormValidator();
export default validator;
