/** Agenda's LISTEN connection, made to give back what it borrowed when PostgreSQL goes away at the wrong moment. */
import { PostgresNotificationChannel } from '@agendajs/postgres-backend';
import type pg from 'pg';
import { type AlarmChannel, nudging } from './alarm-store.js';

export const CHANNEL = 'agenda:jobs';

/**
 * The channel reconnects by itself, for ever, but (3.0.6) keeps a connection that died between connecting and LISTEN
 * checked out of the pool, and finishes a reconnect that was under way when it was told to stop. Either one would make
 * `pool.end()` wait for ever.
 */
export class ListenChannel extends PostgresNotificationChannel implements AlarmChannel {
  #closed = false;

  constructor(pool: pg.Pool) {
    super({ pool, channelName: CHANNEL });
  }

  override async connect(): Promise<void> {
    try {
      await super.connect();
    } catch (error) {
      const held = this as unknown as { listenClient: pg.PoolClient | undefined };
      held.listenClient?.release(true);
      held.listenClient = undefined;
      if (this.#closed) this.clearReconnect();
      throw error;
    }
    if (this.#closed) await super.disconnect();
  }

  nudge(jobName: string): Promise<void> {
    return this.notifyHandlers(nudging(jobName));
  }

  override async disconnect(): Promise<void> {
    this.#closed = true;
    await super.disconnect();
  }
}
