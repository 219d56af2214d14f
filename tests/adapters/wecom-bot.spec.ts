/** The AI bot keeps the port's contract over its long connection. */
import { placesOf } from '../../adapters/wecom/places.js';
import { adapterContract } from '../contracts/adapter.contract.js';
import { until } from '../scheduler/until.js';
import { openWecomDesk } from './wecom/desk.js';

const WITHIN_MS = 5_000;

adapterContract('the bot of wecom', async () => {
  const desk = await openWecomDesk({ withBot: true });
  const { emulator, house, wang } = desk;
  const group = emulator.addGroup({ name: '受理组', members: ['WangFang'], withBot: true }).id;
  const stands = () => wang.sees(group).filter(({ from }) => from === 'bot');
  const titleOf = ({ card, text }: ReturnType<typeof stands>[number]) =>
    (card?.main_title as { title: string } | undefined)?.title ?? text;
  async function causes(one: () => Promise<unknown>): Promise<void> {
    const before = desk.handed();
    await one();
    await until(() => desk.handed() > before, WITHIN_MS);
  }
  // Only where it was spoken to may the bot speak.
  await causes(() => wang.bot.asks('开始', { group }));
  house.received.length = 0;
  return {
    ...{ adapter: desk.adapter, received: house.received },
    address: placesOf(emulator.app.corpId).bot(group),
    shown: async () => stands().map(titleOf),
    says: (msgId, text) => causes(() => wang.bot.asks(text, { msgId })),
    // Its answer is silence: what is said next is heard after it.
    delivers: async (raw) => emulator.bot.pushes(raw),
    forges: null,
    presses: async (title) => {
      const card = stands().find((each) => titleOf(each) === title);
      const [button] = (card?.card?.button_list ?? []) as readonly { readonly text: string }[];
      await causes(() => wang.taps(card?.messageId ?? '', button?.text ?? ''));
    },
    stop: () => desk.stop(),
  };
});
