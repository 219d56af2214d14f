/** What changes around the app: people come, move and leave, and the events that say so. https://developer.work.weixin.qq.com/document/path/90970 */

import type { XmlFields } from '../kit/callback-xml.js';
import type { Deliveries } from './callback/deliveries.js';
import { plainEvent } from './callback/event.js';
import { type Person, personBy } from './directory.js';
import type { World } from './world.js';

export class Company {
  readonly #world: World;
  readonly #deliveries: Deliveries;

  constructor(world: World, deliveries: Deliveries) {
    this.#world = world;
    this.#deliveries = deliveries;
  }

  async joins(userId: string): Promise<void> {
    const { name, departments } = this.#person(userId);
    await this.#tell('create_user', userId, { Name: name, Department: departments.join(',') });
  }

  async leaves(userId: string): Promise<void> {
    const person = this.#person(userId);
    person.status = 5;
    for (const group of this.#world.groups.values()) group.members.delete(person.userId);
    await this.#tell('delete_user', person.userId);
  }

  /** To other departments, or under another leader. */
  async moves(
    userId: string,
    change: { departments?: readonly number[]; leaders?: readonly string[]; name?: string },
  ): Promise<void> {
    const person = this.#person(userId);
    person.departments = change.departments ?? person.departments;
    person.leaders = change.leaders ?? person.leaders;
    person.name = change.name ?? person.name;
    await this.#tell('update_user', person.userId, {
      ...(change.name !== undefined && { Name: person.name }),
      ...(change.departments && { Department: person.departments.join(',') }),
      ...(change.leaders && { DirectLeader: person.leaders.join(',') }),
    });
  }

  async #tell(ChangeType: string, UserID: string, more: XmlFields = {}): Promise<void> {
    await this.#deliveries.send(
      plainEvent(this.#world, 'sys', 'change_contact', { ChangeType, UserID, ...more }),
    );
  }

  #person(userId: string): Person {
    const person = personBy(this.#world, userId);
    if (!person) throw new Error(`company: expected somebody who works here, got ${userId}`);
    return person;
  }
}
