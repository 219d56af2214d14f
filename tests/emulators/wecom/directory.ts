/** The company's address book: people, departments, and who leads whom. https://developer.work.weixin.qq.com/document/path/90196 */
import type { World } from './world.js';

export interface Person {
  /** 1 to 64 bytes; upper and lower case are the same to the platform. */
  readonly userId: string;
  name: string;
  mobile: string;
  email: string;
  position: string;
  departments: readonly number[];
  /** User ids. */
  leaders: readonly string[];
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: 1 | 2 | 4 | 5;
  /** False: outside the app's visible range. */
  visible: boolean;
  /** False: without a licence for the interface. */
  licensed: boolean;
}

export interface Department {
  readonly id: number;
  name: string;
  parent: number;
  leaders: readonly string[];
  order: number;
}

export const ROOT_DEPARTMENT = 1;

export type NewPerson = Partial<Omit<Person, 'status'>> & { readonly userId: string };

export function addPerson(world: World, given: NewPerson): Person {
  const person: Person = {
    name: given.userId,
    mobile: '',
    email: '',
    position: '',
    departments: [ROOT_DEPARTMENT],
    leaders: [],
    visible: true,
    licensed: true,
    ...given,
    status: 1,
  };
  world.people.set(person.userId.toLowerCase(), person);
  return person;
}

export interface NewDepartment {
  readonly name: string;
  readonly id?: number;
  readonly parent?: number;
  readonly leaders?: readonly string[];
}

export function addDepartment(world: World, given: NewDepartment): Department {
  const id = given.id ?? Math.max(ROOT_DEPARTMENT, ...world.departments.keys()) + 1;
  const department = {
    id,
    name: given.name,
    parent: given.parent ?? ROOT_DEPARTMENT,
    leaders: given.leaders ?? [],
    order: 100_000_000 - id,
  };
  world.departments.set(id, department);
  return department;
}

export function personBy(world: World, userId: string): Person | undefined {
  const person = world.people.get(userId.toLowerCase());
  return person?.status === 5 ? undefined : person;
}

/** Itself and everything below it. */
export function departmentsUnder(world: World, id: number): Department[] {
  const top = world.departments.get(id);
  if (!top) return [];
  const below = [...world.departments.values()].filter(({ parent }) => parent === id);
  return [top, ...below.flatMap((department) => departmentsUnder(world, department.id))];
}

export function membersOf(world: World, departments: readonly number[]): Person[] {
  return [...world.people.values()].filter(
    (person) => person.status !== 5 && person.departments.some((id) => departments.includes(id)),
  );
}
