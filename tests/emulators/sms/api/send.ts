/** SendSms: each number has a fate of its own, inside an answer that is a success. https://cloud.tencent.com/document/api/382/55981 */
import { randomInt } from 'node:crypto';
import { numberOf } from '../phone.js';
import { CallRefused, NUMBER_REFUSALS, type NumberRefused, refused } from '../refusal.js';
import { filled, placesIn } from '../template.js';
import { type Action, type Call, checkApp, type Json, text, texts } from './call.js';

const MOST_NUMBERS = 200;
const MOST_VALUE_CHARS = 12;
const CARRIED_AFTER_MS = 2000;
const LINK = /https?:|www\.|\b[\w-]+\.(?:com|cn|net|org|io)\b/iu;

export const sendSms: Action = {
  name: 'SendSms',
  act(call) {
    checkApp(call);
    const numbers = texts(call.body, 'PhoneNumberSet');
    if (numbers.length === 0 || numbers.length > MOST_NUMBERS)
      throw new CallRefused('LimitExceeded.PhoneNumberCountLimit', `expected 1 to ${MOST_NUMBERS} numbers`);
    return { SendStatusSet: numbers.map((number) => sendTo(call, number)) };
  },
};

function sendTo(call: Call, said: string): Json {
  const { world, body } = call;
  const number = numberOf(said);
  const outcome = number === undefined ? noNumber : contentOf(call);
  const content = typeof outcome === 'string' ? outcome : '';
  const no =
    typeof outcome === 'string' && number !== undefined
      ? (unwilling(call, number) ?? world.limits.take(number, content, world.clock.now()))
      : (outcome as NumberRefused);
  const session = typeof body.SessionContext === 'string' ? body.SessionContext : '';
  const status = { PhoneNumber: number ?? said, SessionContext: session, IsoCode: 'CN' };
  if (no || number === undefined) {
    const { code, words } = no ?? noNumber;
    world.tally.refusal(code);
    return { ...status, SerialNo: '', Fee: 0, Code: code, Message: words };
  }
  const serialNo = `2028:${randomInt(2 ** 47)}${randomInt(2 ** 20)}`;
  carry(call, number, serialNo, content);
  return { ...status, SerialNo: serialNo, Fee: feeOf(content), Code: 'Ok', Message: 'send success' };
}

const noNumber = refused('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number');

/** What its reader would read, or why nobody will. */
function contentOf({ world, body }: Call): string | NumberRefused {
  const { account, templates } = world;
  if (body.SignName !== account.sign)
    return refused('FailedOperation.SignatureIncorrectOrUnapproved', 'the sign is not approved');
  const template = templates.get(text(body, 'TemplateId'));
  if (template?.status !== 'approved')
    return refused('FailedOperation.TemplateIncorrectOrUnapproved', 'the template is not approved');
  const values = texts(body, 'TemplateParamSet');
  if (values.length !== placesIn(template.content))
    return refused(
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      'another number of parameters',
    );
  if (values.some((value) => [...value].length > MOST_VALUE_CHARS))
    return refused(
      'InvalidParameterValue.TemplateParameterLengthLimit',
      `over ${MOST_VALUE_CHARS} characters`,
    );
  if (values.some((value) => LINK.test(value)))
    return refused('InvalidParameterValue.ProhibitedUseUrlInTemplateParameter', 'a link in a parameter');
  return `【${account.sign}】${filled(template.content, values)}`;
}

function unwilling({ world }: Call, number: string): NumberRefused | undefined {
  if (world.phones.get(number)?.optedOut)
    return refused('FailedOperation.PhoneNumberInBlacklist', 'its owner wants nothing more');
  const code = NUMBER_REFUSALS.find((each) => world.faults.strike(each, number));
  return code && refused(code, 'switched on');
}

function carry({ world, carries }: Call, number: string, serialNo: string, content: string): void {
  const { clock, phones, tally } = world;
  const phone = phones.get(number);
  const why = phone ? phone.unreachable : 'MK:0001';
  if (phone && why === null) {
    phone.received.push({ serialNo, text: content, at: clock.now() });
    tally.show(number, content);
  } else tally.dropped += 1;
  clock.at(clock.now() + CARRIED_AFTER_MS, () =>
    carries({
      ...{ serialNo, phone: number, arrived: why === null, code: why ?? 'DELIVRD' },
      description: why === null ? '用户短信送达成功' : '号码无法接收短信',
      at: Math.floor(clock.now() / 1000),
    }),
  );
}

/** Up to 70 characters are one message, then 67 each. */
function feeOf(content: string): number {
  const { length } = [...content];
  return length <= 70 ? 1 : Math.ceil(length / 67);
}
