/** The whole store, as main hands it to the desk. */

import type { SharedState } from '../../platform/context.js';
import type { AlarmStore } from './alarms.js';
import type { AllowanceStore } from './allowances.js';
import type { AuditStore } from './audit.js';
import type { BatchStore } from './batches.js';
import type { BindingStore } from './bindings.js';
import type { CommandStore } from './commands.js';
import type { ConsentStore } from './consents.js';
import type { ContentStore } from './content.js';
import type { CustomerStore } from './customers.js';
import type { DateStore } from './dates.js';
import type { DeedStore } from './deeds.js';
import type { ErasureStore } from './erasure.js';
import type { FileStore } from './files.js';
import type { HolidayStore } from './holidays.js';
import type { InboxStore } from './inbox.js';
import type { LogInStore } from './log-ins.js';
import type { MenuStore } from './menus.js';
import type { OutboxStore } from './outbox.js';
import type { Bus, Clock } from './outside.js';
import type { PeopleStore } from './people.js';
import type { PlaceStore } from './places.js';
import type { RatingStore } from './ratings.js';
import type { ReportStore } from './reports.js';
import type { TicketStore } from './tickets.js';
import type { TimerStore } from './timers.js';

export interface Store {
  /** Small facts that outlive the process and are shared by instances. */
  readonly state: SharedState;
  readonly people: PeopleStore;
  readonly customers: CustomerStore;
  readonly batches: BatchStore;
  readonly bindings: BindingStore;
  readonly logIns: LogInStore;
  readonly clock: Clock & {
    /** Moves the desk's clock for everybody (demo and tests). */ advance(ms: number): Promise<void>;
    offset(): number;
  };
  readonly bus: Bus;
  readonly tickets: TicketStore;
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly allowances: AllowanceStore;
  readonly consents: ConsentStore;
  readonly menus: MenuStore;
  readonly places: PlaceStore;
  readonly timers: TimerStore;
  readonly alarms: AlarmStore;
  readonly commands: CommandStore;
  readonly dates: DateStore;
  readonly deeds: DeedStore;
  readonly erasure: ErasureStore;
  readonly audit: AuditStore;
  readonly content: ContentStore;
  readonly files: FileStore;
  readonly holidays: HolidayStore;
  readonly ratings: RatingStore;
  readonly reports: ReportStore;
}
