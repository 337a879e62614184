import { Alert, Button, Flex, Form, Input, Radio, Select } from "antd";
import { useCallback, useEffect, useState } from "react";

import { useRead } from "../../../components/useCatalogue";
import type { ChooseDelivery, DeliveryView } from "../../../generated/documents";
import type { OfficePlace } from "../../../generated/places";
import type { CaseView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { read, send } from "../../../wire/rest";
import { CountySelect } from "./CountySelect";

interface Fields {
  readonly way: "window" | "parcel";
  readonly office?: string;
  readonly recipient?: string;
  readonly phone?: string;
  readonly division?: string;
  readonly address?: string;
}

const EVERY_MS = 4000;

/** How the result comes to the resident: a reminder until it is chosen, then the way, the number and where it is. */
export function Delivery({ view }: { readonly view: CaseView }) {
  const { t, read: words } = useLanguage();
  const halls = useRead<readonly OfficePlace[]>("official", "/api/offices?kind=hall");
  const [delivery, setDelivery] = useState<DeliveryView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [form] = Form.useForm<Fields>();
  const way = Form.useWatch("way", form);
  const path = `/api/cases/${view.id}/delivery`;

  const look = useCallback(() => {
    read<DeliveryView>("official", path).then(setDelivery).catch(setError);
  }, [path]);
  useEffect(() => {
    look();
    // The resident may choose on their own page.
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [look, view.state]);

  const choose = (fields: Fields) => {
    const { recipient = "", phone = "", division = "", address = "" } = fields;
    const to = fields.way === "parcel" ? { recipient, phone, division, address } : null;
    const body: ChooseDelivery = { way: fields.way, office: fields.office ?? null, to };
    setError(null);
    send<DeliveryView>("official", path, body).then(setDelivery).catch(setError);
  };
  const sendOut = () => {
    setError(null);
    send<DeliveryView>("official", `${path}/send`, {}, crypto.randomUUID()).then(setDelivery).catch(setError);
  };

  if (!delivery) return error !== null ? <Alert type="error" role="alert" title={explain(error)} /> : null;
  if (delivery.ways.length === 0) return null;
  const fixed = delivery.number !== null || view.state === "closed";
  if (fixed && delivery.way === null && delivery.unaccounted.length === 0) return null;
  return (
    <section aria-labelledby="delivery" data-testid="delivery">
      <h3 id="delivery">{t("delivery.title")}</h3>
      {error !== null && <Alert type="error" role="alert" title={explain(error)} />}
      {delivery.remind && <Alert type="warning" title={t("documents.remind")} data-testid="delivery-remind" />}
      {delivery.way && (
        <p role="status">
          {t("delivery.chosen", { way: t(`delivery.way.${delivery.way}`) })}
          {delivery.state && ` · ${t(`delivery.state.${delivery.state}`)}`}
          {delivery.number && ` · ${delivery.number}`}
        </p>
      )}
      {delivery.unaccounted.length > 0 && <Alert type="warning" title={t("delivery.unaccounted", { n: delivery.unaccounted.length })} />}
      {!fixed && (
        <Form form={form} layout="vertical" size="small" onFinish={choose} initialValues={{ way: delivery.way ?? delivery.ways[0], division: view.home || view.receiving }}>
          <Form.Item name="way" label={t("delivery.title")}>
            <Radio.Group options={delivery.ways.map((one) => ({ value: one, label: t(`delivery.way.${one}`) }))} />
          </Form.Item>
          {way === "window" && (
            <Form.Item name="office" label={t("delivery.office")} rules={[{ required: true, message: t("delivery.needed") }]}>
              <Select options={(halls.value ?? []).map((hall) => ({ value: hall.id, label: words(hall.name) }))} showSearch optionFilterProp="label" />
            </Form.Item>
          )}
          {way === "parcel" &&
            (["recipient", "phone", "division", "address"] as const).map((field) => (
              <Form.Item key={field} name={field} label={t(`delivery.${field}`)} rules={[{ required: true, message: t("delivery.needed") }]}>
                {field === "division" ? <CountySelect /> : <Input autoComplete="off" data-testid={`delivery-${field}`} />}
              </Form.Item>
            ))}
          <Button htmlType="submit" data-testid="delivery-save">{t("delivery.save")}</Button>
        </Form>
      )}
      <Flex gap={8}>
        {view.state === "issued" && delivery.way && !delivery.number && (
          <Button type="primary" onClick={sendOut}>
            {t("delivery.send")}
          </Button>
        )}
        {delivery.number && (
          <Button href={`${path}/label.pdf?page=official`} target="_blank">
            {t("delivery.label")}
          </Button>
        )}
      </Flex>
    </section>
  );
}
