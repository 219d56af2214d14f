/** All that the page itself says. What the desk says comes worded by the desk. */
import type { Role } from '../wire.js';

export type Locale = 'zh-CN' | 'en';

export interface Texts {
  readonly name: string;
  readonly motto: string;
  readonly nav: { readonly label: string; readonly chat: string; readonly board: string };
  readonly clock: {
    readonly label: string;
    readonly ahead: (span: string) => string;
    readonly move: string;
    readonly steps: readonly [string, string, string];
    readonly failed: string;
  };
  readonly span: {
    readonly day: string;
    readonly hour: string;
    readonly minute: string;
    readonly second: string;
    readonly gap: string;
    readonly until: (span: string) => string;
    readonly over: (span: string) => string;
  };
  readonly roles: Readonly<Record<Role, string>>;
  readonly duties: Readonly<Record<Role, string>>;
  readonly desk: string;
  readonly window: {
    readonly label: (role: string) => string;
    readonly persona: string;
    readonly place: string;
    readonly direct: string;
    readonly group: string;
    readonly unread: string;
    readonly log: (role: string) => string;
    readonly newer: string;
    readonly today: string;
    readonly updated: string;
  };
  readonly link: {
    readonly open: string;
    readonly connecting: string;
    readonly lost: string;
    readonly refused: string;
  };
  readonly composer: {
    readonly placeholder: string;
    readonly group: string;
    readonly input: string;
    readonly send: string;
    readonly attach: string;
    readonly drop: string;
    readonly uploading: string;
    readonly answering: (words: string) => string;
    readonly noAnswer: string;
    readonly suggestions: string;
  };
  readonly suggestions: Readonly<Record<Role, readonly string[]>>;
  readonly empty: Readonly<Record<Role | 'group', string>>;
  readonly message: {
    readonly reply: string;
    readonly sending: string;
    readonly begin: (words: string) => string;
    readonly failed: string;
    readonly again: string;
    readonly drop: string;
    readonly files: (count: number) => string;
  };
  readonly card: {
    readonly done: string;
    readonly now: string;
    readonly next: string;
    readonly dueAt: string;
    readonly download: string;
    readonly ticket: string;
  };
  readonly form: {
    readonly cancel: string;
    readonly required: string;
    readonly choose: string;
    readonly file: string;
    readonly remove: string;
  };
  readonly board: {
    readonly title: string;
    readonly empty: string;
    readonly emptyOwn: string;
    readonly idle: string;
    readonly late: string;
    readonly unassigned: string;
    readonly due: string;
    readonly count: (count: number) => string;
    readonly lateCount: (count: number) => string;
  };
  readonly cashier: {
    readonly open: string;
    readonly title: string;
    readonly about: string;
    readonly pay: string;
    readonly paid: (ticket: number) => string;
    readonly empty: string;
    readonly close: string;
  };
  readonly logOut: { readonly button: string; readonly failed: string };
  readonly gate: {
    readonly demo: string;
    readonly demoHow: string;
    readonly key: string;
    readonly enter: string;
    readonly link: string;
    readonly wrong: string;
    readonly unreachable: string;
    readonly retry: string;
  };
  /** By the code of a refusal. */
  readonly errors: Readonly<Record<string, string>>;
  readonly unknownError: string;
  readonly language: string;
}
