/** What people asked the bot or tapped just now, each under a request id by which it can be answered in its place. */

/** Answers are taken for six minutes, or ten: the documents differ. */
const QUESTION_MS = 300_000;
/** Of the five seconds for a welcome and for the change of a tapped card. https://developer.work.weixin.qq.com/document/path/101027 */
const AT_ONCE_MS = 4_500;

export interface Question {
  readonly eventId: string;
  readonly how: 'asked' | 'entered';
  readonly reqId: string;
}

export interface Exchanges {
  asked(question: Question): void;
  tapped(task: string, reqId: string): void;
  /** That which a delivery answers; the port says how its key begins. */
  questionOf(key: string): Question | null;
  forget(question: Question): void;
  /** The request id of a tap that can still change its card; taken once. */
  tapOf(task: string): string | null;
}

export function createExchanges(clock: { now(): number }): Exchanges {
  const questions = new Map<string, Question & { readonly until: number }>();
  const taps = new Map<string, { readonly reqId: string; readonly until: number }>();

  function tidy(): void {
    const now = clock.now();
    for (const kept of [questions, taps])
      for (const [key, { until }] of kept) if (until < now) kept.delete(key);
  }
  return {
    asked(question) {
      tidy();
      const until = clock.now() + (question.how === 'asked' ? QUESTION_MS : AT_ONCE_MS);
      questions.set(question.eventId, { ...question, until });
    },
    tapped(task, reqId) {
      tidy();
      taps.set(task, { reqId, until: clock.now() + AT_ONCE_MS });
    },
    questionOf(key) {
      tidy();
      return [...questions.values()].find(({ eventId }) => key.startsWith(`wecom:${eventId}/`)) ?? null;
    },
    forget: ({ eventId }) => void questions.delete(eventId),
    tapOf(task) {
      tidy();
      const { reqId = null } = taps.get(task) ?? {};
      taps.delete(task);
      return reqId;
    },
  };
}
