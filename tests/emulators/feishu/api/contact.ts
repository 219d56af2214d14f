/** The address book as an app reads it. https://open.feishu.cn/document/server-docs/contact-v3/resources */
import { type Department, departmentBy, idOf, type Person, personBy, ROOT_DEPARTMENT } from '../directory.js';
import { refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Api, page, texts } from './call.js';

const MOST_LOOKED_UP = 50;
const MOST_A_PAGE = 50;

export const contactApis: readonly Api[] = [
  {
    // Before users/:user_id, which would take this path for an id.
    name: 'contact.user.findByDepartment',
    method: 'GET',
    path: '/open-apis/contact/v3/users/find_by_department',
    act({ world, query }) {
      const department = departmentId(world, query);
      if (department === undefined) return refuse(43005);
      const there = visible(world).filter(({ departmentIds }) => departmentIds.includes(department));
      const { items, more } = page(query, there, MOST_A_PAGE);
      return { data: { ...more, items: items.map((person) => personData(world, person, query)) } };
    },
  },
  {
    name: 'contact.user.batchGetId',
    method: 'POST',
    path: '/open-apis/contact/v3/users/batch_get_id',
    act({ world, query, body }) {
      const emails = texts(body.emails);
      const mobiles = texts(body.mobiles);
      if (emails.length > MOST_LOOKED_UP || mobiles.length > MOST_LOOKED_UP) return refuse(99992402);
      const type = query.get('user_id_type') ?? 'open_id';
      const found = (by: 'email' | 'mobile', value: string) => {
        const person = visible(world).find(
          (one) => one[by] === value && (!one.resigned || body.include_resigned === true),
        );
        return { [by]: value, ...(person && { user_id: idOf(person, type), status: status(person) }) };
      };
      const list = [
        ...emails.map((one) => found('email', one)),
        ...mobiles.map((one) => found('mobile', one)),
      ];
      return { data: { user_list: list } };
    },
  },
  {
    name: 'contact.user.get',
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    act({ world, params, query }) {
      const person = personBy(world, query.get('user_id_type') ?? 'open_id', params.user_id ?? '');
      if (!person?.available) return refuse(99992351);
      return { data: { user: personData(world, person, query) } };
    },
  },
  {
    name: 'contact.department.children',
    method: 'GET',
    path: '/open-apis/contact/v3/departments/:department_id/children',
    act({ world, params, query }) {
      const parent = departmentId(world, query, params.department_id);
      if (parent === undefined) return refuse(43005);
      const deep = query.get('fetch_child') === 'true';
      const below = [...world.departments.values()].filter((one) => isBelow(world, one, parent, deep));
      const { items, more } = page(query, below, MOST_A_PAGE);
      return { data: { ...more, items: items.map((one) => departmentData(world, one, query)) } };
    },
  },
  {
    name: 'contact.department.get',
    method: 'GET',
    path: '/open-apis/contact/v3/departments/:department_id',
    act({ world, params, query }) {
      const type = query.get('department_id_type') ?? 'open_department_id';
      const department = departmentBy(world, type, params.department_id ?? '');
      return department ? { data: { department: departmentData(world, department, query) } } : refuse(43005);
    },
  },
];

/** Resigned people stay in the book, marked; people outside the bot's availability are not seen at all. */
function visible(world: World): Person[] {
  return [...world.people.values()].filter(({ available }) => available);
}

/** The open id of the department that was asked for; the company itself is `0` in every kind of id. */
function departmentId(
  world: World,
  query: URLSearchParams,
  given = query.get('department_id') ?? '',
): string | undefined {
  if (given === ROOT_DEPARTMENT) return ROOT_DEPARTMENT;
  return departmentBy(world, query.get('department_id_type') ?? 'open_department_id', given)
    ?.openDepartmentId;
}

function isBelow(world: World, department: Department, parent: string, deep: boolean): boolean {
  if (department.parentId === parent) return true;
  const above = world.departments.get(department.parentId);
  return deep && above !== undefined && isBelow(world, above, parent, deep);
}

function status(person: Person): object {
  const { frozen, resigned } = person;
  return {
    is_frozen: frozen,
    is_resigned: resigned,
    is_activated: !resigned,
    is_exited: false,
    is_unjoin: false,
  };
}

function personData(world: World, person: Person, query: URLSearchParams): object {
  const type = query.get('user_id_type') ?? 'open_id';
  const leader = person.leader === undefined ? undefined : world.people.get(person.leader);
  return {
    union_id: person.unionId,
    user_id: person.userId,
    open_id: person.openId,
    name: person.name,
    ...(person.email && { email: person.email }),
    ...(person.mobile && { mobile: person.mobile, mobile_visible: true }),
    status: status(person),
    department_ids: person.departmentIds.map((id) => namedAs(world, id, query)),
    ...(leader && { leader_user_id: idOf(leader, type) }),
    is_tenant_manager: false,
    employee_type: 1,
  };
}

function departmentData(world: World, department: Department, query: URLSearchParams): object {
  const type = query.get('user_id_type') ?? 'open_id';
  const leader = department.leader === undefined ? undefined : world.people.get(department.leader);
  const members = [...world.people.values()].filter(
    (person) => !person.resigned && person.departmentIds.includes(department.openDepartmentId),
  );
  return {
    name: department.name,
    department_id: department.departmentId,
    open_department_id: department.openDepartmentId,
    parent_department_id: namedAs(world, department.parentId, query),
    ...(leader && {
      leader_user_id: idOf(leader, type),
      leaders: [{ leaderType: 1, leaderID: idOf(leader, type) }],
    }),
    member_count: members.length,
    status: { is_deleted: false },
  };
}

function namedAs(world: World, openDepartmentId: string, query: URLSearchParams): string {
  if (query.get('department_id_type') !== 'department_id') return openDepartmentId;
  return world.departments.get(openDepartmentId)?.departmentId ?? openDepartmentId;
}
