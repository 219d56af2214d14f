/** The mail adapter keeps the port's contract over the wire. It is one way: nothing is said there. */
import { adapterContract } from '../contracts/adapter.contract.js';
import { openMailDesk } from './mail/desk.js';

adapterContract('mail', async () => {
  const desk = await openMailDesk();
  const post = async (token: string, body: string) =>
    void (await fetch(`${desk.url}/mail/opt-out/${token}`, { method: 'POST', body }));
  return {
    ...{ adapter: desk.adapter, address: desk.address, received: desk.house.received },
    shown: async () => desk.mails().map(({ subject }) => subject),
    says: null,
    delivers: (raw) => post('x', raw),
    forges: (proof) => post(proof === 'wrong' ? 'd2FuZw.0000' : '', 'List-Unsubscribe=One-Click'),
    stop: () => desk.stop(),
  };
});
