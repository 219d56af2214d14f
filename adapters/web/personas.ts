/** The people of the demo. All but the customer are members of the sample company in `prompts/desk.yaml`. */

export interface Persona {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
}

/** As what the page shows somebody: the highest of their roles. */
export type Role = 'customer' | 'agent' | 'colleague' | 'lead' | 'manager' | 'admin' | 'auditor';

export const DEMO_PERSONAS: readonly Persona[] = [
  // Nobody knows this account, so the desk takes him for what he is: a person who asks.
  { account: 'zhang', name: '张三', role: 'customer' },
  { account: 'lin', name: '林晓', role: 'agent' },
  { account: 'zhou', name: '周明', role: 'colleague' },
  { account: 'wang', name: '王芳', role: 'lead' },
  { account: 'chen', name: '陈静', role: 'manager' },
];

const BY_RANK = ['admin', 'manager', 'lead', 'agent', 'auditor'] as const;

/** A member's role on the page; one who has none is a colleague. */
export function roleOf(roles: readonly string[]): Role {
  return BY_RANK.find((role) => roles.includes(role)) ?? 'colleague';
}
