/** The SMS adapter keeps the port's contract over the wire. */
import { adapterContract } from '../contracts/adapter.contract.js';
import { CALLBACK_KEY, openSmsDesk } from './sms/desk.js';

adapterContract('sms', async () => {
  const desk = await openSmsDesk({ limits: null });
  const { wang, delivery } = desk;
  const push = async (path: string, body: string) =>
    void (await fetch(`${desk.url}${path}`, { method: 'POST', body }));
  const events = new Map<string, number>();
  return {
    ...{ adapter: desk.adapter, address: desk.address, received: desk.house.received },
    templated: ({ key, card }) => delivery(key, { '1': '1', '2': card.title }),
    shown: async () => wang.sees().map(({ text }) => /：(.*)，回T退订$/u.exec(text)?.[1] ?? text),
    // An answer is known by its second.
    async says(eventId, text) {
      const at = events.get(eventId) ?? events.size + 1;
      events.set(eventId, at);
      await wang.says(text, { at });
    },
    delivers: (raw) => push(`/sms/replies/${CALLBACK_KEY}`, raw),
    forges: (proof) =>
      push(
        `/sms/replies/${proof === 'wrong' ? 'aKeyOfSomebodyElse' : ''}`,
        '{"nationcode":"86","mobile":"13800138000","text":"进度","time":1}',
      ),
    stop: () => desk.stop(),
  };
});
