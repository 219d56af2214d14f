/** The company's address book: people, departments, and who leads whom. */
import { newId } from './ids.js';
import type { World } from './world.js';

export interface Person {
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  name: string;
  email: string;
  mobile: string;
  departmentIds: readonly string[];
  /** Open id. */
  leader: string | undefined;
  resigned: boolean;
  frozen: boolean;
  /** False: outside the bot's availability, so that it can neither be reached nor seen. */
  available: boolean;
  /** Messages marked urgent that this person has not opened yet. */
  readonly unreadUrgents: Set<string>;
}

export interface Department {
  /** `od-…`; the company itself is `0`. */
  readonly openDepartmentId: string;
  readonly departmentId: string;
  name: string;
  parentId: string;
  /** Open id. */
  leader: string | undefined;
}

export const ROOT_DEPARTMENT = '0';

export interface NewPerson {
  readonly name: string;
  readonly openId?: string;
  readonly email?: string;
  readonly mobile?: string;
  readonly departments?: readonly string[];
  readonly leader?: string;
  readonly available?: boolean;
}

export function addPerson(world: World, given: NewPerson): Person {
  const openId = given.openId ?? newId('person');
  const person: Person = {
    openId,
    unionId: newId('union'),
    userId: `u${world.people.size + 1}${openId.slice(-6)}`,
    name: given.name,
    email: given.email ?? '',
    mobile: given.mobile ?? '',
    departmentIds: given.departments ?? [ROOT_DEPARTMENT],
    leader: given.leader,
    resigned: false,
    frozen: false,
    available: given.available ?? true,
    unreadUrgents: new Set(),
  };
  world.people.set(openId, person);
  return person;
}

export interface NewDepartment {
  readonly name: string;
  readonly id?: string;
  readonly parent?: string;
  readonly leader?: string;
}

export function addDepartment(world: World, given: NewDepartment): Department {
  const openDepartmentId = given.id ?? newId('department');
  const department: Department = {
    openDepartmentId,
    departmentId: `d${world.departments.size + 1}`,
    name: given.name,
    parentId: given.parent ?? ROOT_DEPARTMENT,
    leader: given.leader,
  };
  world.departments.set(openDepartmentId, department);
  return department;
}

/** `open_id` unless it is `union_id` or `user_id`. */
export function idOf(person: Person, type: string): string {
  if (type === 'union_id') return person.unionId;
  return type === 'user_id' ? person.userId : person.openId;
}

export function personBy(world: World, type: string, id: string): Person | undefined {
  if (type === 'open_id') return world.people.get(id);
  const fits = (person: Person) => (type === 'email' ? person.email : idOf(person, type)) === id;
  return [...world.people.values()].find(fits);
}

export function departmentBy(world: World, type: string, id: string): Department | undefined {
  if (type !== 'department_id') return world.departments.get(id);
  return [...world.departments.values()].find(({ departmentId }) => departmentId === id);
}
