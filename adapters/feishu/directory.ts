/** Everybody the app may see in the company's address book, department by department. */
import type { DirectoryEntry } from '../../src/platform/directory.js';
import type { Api } from './api.js';

/** The company itself; it has no name of its own. */
const ROOT = '0';
const PAGE = 50;

/** Throws when a page cannot be read: half a list would look like people who left. */
export async function readDirectory(api: Api): Promise<readonly DirectoryEntry[]> {
  const departments = await departmentsOf(api);
  const people = new Map<string, Person>();
  for (const id of [ROOT, ...departments.keys()])
    for (const person of await peopleIn(api, id)) if (person.open_id) people.set(person.open_id, person);
  const all = [...people.values()];
  // Without the right to see leaders nobody has one, which must not look like a company of equals.
  const told = all.some(({ leader_user_id: leader }) => leader);
  return all.map((person) => entryOf(person, departments, told));
}

interface Person {
  readonly open_id?: string | undefined;
  readonly name: string;
  readonly mobile?: string | undefined;
  readonly email?: string | undefined;
  readonly enterprise_email?: string | undefined;
  readonly leader_user_id?: string | undefined;
  readonly department_ids?: readonly string[] | undefined;
  readonly status?:
    | {
        readonly is_frozen?: boolean | undefined;
        readonly is_resigned?: boolean | undefined;
        readonly is_exited?: boolean | undefined;
      }
    | undefined;
}

/** Mobiles are those people log in with, and mail addresses are the company's: neither is what somebody wrote about themselves. */
function entryOf(person: Person, departments: ReadonlyMap<string, string>, told: boolean): DirectoryEntry {
  const { open_id = '', name, mobile, email, enterprise_email, leader_user_id, status } = person;
  return {
    account: open_id,
    name,
    mobile: mobile || null,
    email: enterprise_email || email || null,
    leader: told ? leader_user_id || null : undefined,
    departments: (person.department_ids ?? []).flatMap((id) => departments.get(id) ?? []),
    active: !(status?.is_resigned || status?.is_frozen || status?.is_exited),
  };
}

/** https://open.feishu.cn/document/server-docs/contact-v3/department/children */
async function departmentsOf(api: Api): Promise<ReadonlyMap<string, string>> {
  const found = await paged((page_token) =>
    api.call('contact.department.children', (sdk, as) =>
      sdk.contact.department.children(
        {
          path: { department_id: ROOT },
          params: {
            ...{ department_id_type: 'open_department_id', user_id_type: 'open_id' },
            ...{ fetch_child: true, page_size: PAGE, ...page_token },
          },
        },
        as,
      ),
    ),
  );
  return new Map(
    found.flatMap(({ open_department_id: id, name }) => (id === undefined ? [] : [[id, name] as const])),
  );
}

/** https://open.feishu.cn/document/server-docs/contact-v3/user/find_by_department */
function peopleIn(api: Api, department: string): Promise<readonly Person[]> {
  return paged<Person>((page_token) =>
    api.call('contact.user.findByDepartment', (sdk, as) =>
      sdk.contact.user.findByDepartment(
        {
          params: {
            ...{ department_id: department, department_id_type: 'open_department_id' },
            ...{ user_id_type: 'open_id', page_size: PAGE, ...page_token },
          },
        },
        as,
      ),
    ),
  );
}

interface Page<T> {
  readonly items?: readonly T[] | undefined;
  readonly has_more?: boolean | undefined;
  readonly page_token?: string | undefined;
}

async function paged<T>(read: (from: { page_token?: string }) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  let from: { page_token?: string } = {};
  for (;;) {
    const page = await read(from);
    found.push(...(page?.items ?? []));
    if (!page?.has_more) return found;
    if (!page.page_token) throw new Error('expected the token of the next page, got none');
    from = { page_token: page.page_token };
  }
}
