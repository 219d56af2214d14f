/** What changes around the bot: people come and go, groups lose it or end, messages are recalled; and the events that say so. */
import type { Chat } from './chats.js';
import type { Deliveries } from './deliveries.js';
import type { Person } from './directory.js';
import { eventBody, userId } from './events.js';
import type { Message } from './messages.js';
import type { World } from './world.js';

export class Company {
  readonly #world: World;
  readonly #deliveries: Deliveries;

  constructor(world: World, deliveries: Deliveries) {
    this.#world = world;
    this.#deliveries = deliveries;
  }

  async addsBot(chatId: string): Promise<void> {
    const chat = this.#chat(chatId);
    chat.hasBot = true;
    await this.#send('im.chat.member.bot.added_v1', chatEvent(chat));
  }

  async removesBot(chatId: string): Promise<void> {
    const chat = this.#chat(chatId);
    chat.hasBot = false;
    await this.#send('im.chat.member.bot.deleted_v1', chatEvent(chat));
  }

  async dissolves(chatId: string): Promise<void> {
    const chat = this.#chat(chatId);
    chat.dissolved = true;
    await this.#send('im.chat.disbanded_v1', chatEvent(chat));
  }

  /** A group's owner recalls a message, the bot's too. */
  async recalls(messageId: string): Promise<void> {
    const message = this.#message(messageId);
    message.recalled = true;
    const recalled = { message_id: message.id, chat_id: message.chatId, recall_type: 'group_owner' };
    await this.#send('im.message.recalled_v1', { ...recalled, recall_time: String(this.#world.clock.now()) });
  }

  async resigns(openId: string): Promise<void> {
    const person = this.#person(openId);
    const departments = person.departmentIds;
    person.resigned = true;
    person.departmentIds = [];
    for (const chat of this.#world.chats.values()) if (chat.type === 'group') chat.members.delete(openId);
    const old = { ...userId(person), name: person.name, department_ids: departments };
    await this.#send('contact.user.deleted_v3', {
      object: { ...old, status: { is_resigned: true } },
      old_object: old,
    });
  }

  /** Moves a person to other departments, or gives them another leader. */
  async moves(
    openId: string,
    change: { departments?: readonly string[]; leader?: string; name?: string },
  ): Promise<void> {
    const person = this.#person(openId);
    const old = { department_ids: person.departmentIds, leader_user_id: person.leader, name: person.name };
    person.departmentIds = change.departments ?? person.departmentIds;
    person.leader = change.leader ?? person.leader;
    person.name = change.name ?? person.name;
    const now = { department_ids: person.departmentIds, leader_user_id: person.leader, name: person.name };
    await this.#send('contact.user.updated_v3', { object: { ...userId(person), ...now }, old_object: old });
  }

  async #send(type: string, event: object): Promise<void> {
    await this.#deliveries.send(eventBody(this.#world, type, event));
  }

  #chat(id: string): Chat {
    const chat = this.#world.chats.get(id);
    if (!chat) throw new Error(`company: expected a chat, got ${id}`);
    return chat;
  }

  #person(openId: string): Person {
    const person = this.#world.people.get(openId);
    if (!person) throw new Error(`company: expected a person, got ${openId}`);
    return person;
  }

  #message(id: string): Message {
    const message = this.#world.messages.get(id);
    if (!message) throw new Error(`company: expected a message, got ${id}`);
    return message;
  }
}

function chatEvent(chat: Chat): object {
  return { chat_id: chat.id, name: chat.name, external: false };
}
