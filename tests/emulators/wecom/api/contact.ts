/** The company's address book, read. https://developer.work.weixin.qq.com/document/path/90196 */
import {
  type Department,
  departmentsUnder,
  membersOf,
  type Person,
  personBy,
  ROOT_DEPARTMENT,
} from '../directory.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Api, type Call, type Json, text } from './call.js';

export const contactApis: readonly Api[] = [
  {
    name: 'department/list',
    method: 'GET',
    act: (call) => departments(call, 'department', departmentJson),
  },
  {
    name: 'department/simplelist',
    method: 'GET',
    act: (call) =>
      departments(call, 'department_id', ({ id, parent, order }) => ({ id, parentid: parent, order })),
  },
  {
    name: 'user/list',
    method: 'GET',
    act: (call) => members(call, (person) => personJson(call.world, person)),
  },
  {
    name: 'user/simplelist',
    method: 'GET',
    act: (call) =>
      members(call, ({ userId, name, departments: department }) => ({ userid: userId, name, department })),
  },
  {
    name: 'user/get',
    method: 'GET',
    act({ world, query }) {
      const person = personBy(world, query.get('userid') ?? '');
      return person?.visible ? personJson(world, person) : refuse(60111);
    },
  },
  {
    name: 'user/getuserid',
    method: 'POST',
    act({ world, body }) {
      const mobile = text(body.mobile);
      const found = [...world.people.values()].find((person) => mobile !== '' && person.mobile === mobile);
      return found && found.status !== 5 ? { userid: found.userId } : refuse(46004);
    },
  },
];

function departments(
  { world, query }: Call,
  name: string,
  json: (department: Department) => Json,
): Json | Refusal {
  const found = departmentsUnder(world, Number(query.get('id') ?? ROOT_DEPARTMENT));
  return found.length > 0 ? { [name]: found.map(json) } : refuse(60003);
}

function members({ world, query }: Call, json: (person: Person) => Json): Json | Refusal {
  const id = Number(query.get('department_id'));
  if (!world.departments.has(id)) return refuse(60003);
  const under = query.get('fetch_child') === '1' ? departmentsUnder(world, id).map((one) => one.id) : [id];
  const userlist = membersOf(world, under)
    .filter(({ visible }) => visible)
    .map(json);
  return { userlist };
}

function departmentJson({ id, name, parent, leaders, order }: Department): Json {
  return { id, name, parentid: parent, order, department_leader: leaders };
}

/** Apps made since June 2022 are not told mobile, mail and picture here. */
function personJson(world: World, person: Person): Json {
  const leads = (id: number) => (world.departments.get(id)?.leaders.includes(person.userId) ? 1 : 0);
  const told = world.tellsPrivateFields ? { mobile: person.mobile, email: person.email, gender: '0' } : {};
  return {
    userid: person.userId,
    name: person.name,
    department: person.departments,
    order: person.departments.map(() => 0),
    position: person.position,
    is_leader_in_dept: person.departments.map(leads),
    direct_leader: person.leaders,
    main_department: person.departments[0] ?? ROOT_DEPARTMENT,
    status: person.status,
    ...told,
  };
}
