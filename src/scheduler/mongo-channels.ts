/** How an instance hears of alarms in MongoDB: from the change stream of a replica set, or only of its own. */
import { MongoChangeStreamNotificationChannel } from '@agendajs/mongo-backend';
import { InMemoryNotificationChannel } from 'agenda';
import type { Db } from 'mongodb';
import { type AlarmChannel, nudging } from './alarm-store.js';

const RECONNECT = {
  enabled: true,
  maxAttempts: Number.POSITIVE_INFINITY,
  initialDelayMs: 100,
  maxDelayMs: 5_000,
};

/**
 * Only of rows that were added: an alarm is always a new row. It begins anew wherever the stream is after a connection
 * was lost (polling finds what it missed); resuming fails for ever once the server has forgotten the place.
 */
export class ChangeChannel extends MongoChangeStreamNotificationChannel implements AlarmChannel {
  #closed = false;

  constructor(db: Db, collection: string) {
    super({ db, collection, fullDocument: false, reconnect: RECONNECT });
  }

  override async connect(): Promise<void> {
    (this as unknown as { resumeToken: unknown }).resumeToken = undefined;
    try {
      await super.connect();
    } finally {
      // Told to stop while it connected: as in PostgreSQL's channel.
      if (this.#closed) await super.disconnect();
    }
  }

  override async disconnect(): Promise<void> {
    this.#closed = true;
    await super.disconnect();
  }

  nudge(jobName: string): Promise<void> {
    return this.notifyHandlers(nudging(jobName));
  }
}

export class LocalChannel extends InMemoryNotificationChannel implements AlarmChannel {
  nudge(jobName: string): Promise<void> {
    return this.notifyHandlers(nudging(jobName));
  }
}
