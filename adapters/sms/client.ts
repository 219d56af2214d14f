/** Sending: an approved text to one number, and its own Code in the answer. Throws DeliveryError and nothing else. */
import { z } from 'zod';
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from './api.js';
import type { SmsConfig } from './config.js';
import type { Places } from './places.js';
import { refusedNumber, thrown } from './refusal.js';
import { renderValues } from './render.js';

interface Parts {
  readonly api: Pick<Api, 'SendSms'>;
  readonly config: Pick<SmsConfig, 'appId' | 'sign' | 'valueChars'>;
  readonly places: Places;
}

/** https://cloud.tencent.com/document/api/382/55981 : the call succeeds though its number is refused. */
const answered = z.object({
  SendStatusSet: z
    .array(z.object({ SerialNo: z.string().default(''), Code: z.string(), Message: z.string().default('') }))
    .length(1),
});

export async function sendText({ api, config, places }: Parts, delivery: Delivery): Promise<Posted> {
  const { key, address, template } = delivery;
  const number = places.number(address);
  if (number === null) return rejected(`expected the address of a phone number, got ${address}`);
  if (!template) return rejected('text messages say approved texts only, and this notice has none');
  const values = renderValues(template.values, config.valueChars);
  if (values === null)
    return rejected(
      `template ${template.id}: expected values 1, 2, … without a gap, got ${Object.keys(template.values).join(', ')}`,
    );
  const answer = await api
    .SendSms({
      PhoneNumberSet: [number],
      SmsSdkAppId: config.appId,
      SignName: config.sign,
      TemplateId: template.id,
      TemplateParamSet: [...values],
      SessionContext: key,
    })
    .catch(thrown);
  const read = answered.safeParse(answer);
  const [status] = read.data?.SendStatusSet ?? [];
  // It may have gone out: an answer nobody understands is no reason to send it again.
  if (!status)
    throw new DeliveryError(
      { kind: 'uncertain', reason: 'expected SendStatusSet with one status in the answer' },
      { cause: read.error },
    );
  if (status.Code !== 'Ok') throw refusedNumber(status.Code, status.Message);
  return { ref: status.SerialNo };
}

function rejected(reason: string): never {
  throw new DeliveryError({ kind: 'rejected', reason });
}
