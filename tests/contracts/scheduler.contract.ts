/** What every alarm clock of the desk must do, whatever keeps its rows. Called with a factory. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../scheduler/until.js';

interface Scheduler {
  set(dueAt: number): Promise<void>;
  ring(): Promise<boolean>;
  heartbeatAgeMs(): number;
  close(timeoutMs: number): Promise<boolean>;
}

export interface Setting {
  readonly clock: { now(): number; offset(): number };
  readonly onAlarm: () => Promise<void>;
  readonly onSweep: () => Promise<void>;
  readonly sweepMs: number;
}

export interface SchedulerKit {
  /** Another instance over the same rows. */
  start(setting: Setting): Promise<Scheduler>;
  /** How many alarms are kept. */
  rows(): Promise<number>;
  /** Takes the connection away by which this clock hears of alarms of others. */
  cutTheWire(): Promise<void>;
  /** Forgets everything, for the next test. */
  clear(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const REAL_TIME = { now: () => Date.now(), offset: () => 0 };
/** Loaded test machines: how late a ring may be before a test calls it lost. The promise is measured elsewhere. */
const SOON_MS = 3000;

export function schedulerContract(title: string, kit: () => SchedulerKit): void {
  describe(title, () => {
    const open: Scheduler[] = [];

    /** An instance that notes when it rang and swept; the sweep of its start is over. */
    async function instance(setting: Partial<Setting> = {}) {
      const rings: number[] = [];
      const sweeps: number[] = [];
      const scheduler = await kit().start({
        clock: REAL_TIME,
        sweepMs: HOUR_MS,
        ...setting,
        onAlarm: async () => {
          rings.push(Date.now());
          await setting.onAlarm?.();
        },
        onSweep: async () => {
          sweeps.push(Date.now());
          await setting.onSweep?.();
        },
      });
      open.push(scheduler);
      return { ...scheduler, rings, sweeps };
    }

    afterEach(async () => {
      const closed = await Promise.all(open.splice(0).map((scheduler) => scheduler.close(SOON_MS)));
      expect(closed).not.toContain(false);
      await kit().clear();
    });

    test('rings at or after the due instant, never before', async () => {
      const { set, rings } = await instance();
      for (const ahead of [30, 130, 470]) {
        const due = Date.now() + ahead;
        const before = rings.length;
        await set(due);
        await until(() => rings.length > before, SOON_MS);
        expect(rings.at(-1)).toBeGreaterThanOrEqual(due);
      }
      expect(rings).toHaveLength(3);
    });

    test('an earlier alarm set after a later one rings first, and the later one still rings', async () => {
      const { set, rings } = await instance();
      const start = Date.now();
      await set(start + 900);
      await set(start + 300);
      await until(() => rings.length === 2, SOON_MS);
      expect(rings[0]).toBeGreaterThanOrEqual(start + 300);
      expect(rings[0]).toBeLessThan(start + 900);
      expect(rings[1]).toBeGreaterThanOrEqual(start + 900);
    });

    test('many instants, one alarm: only an earlier one sets anything', async () => {
      const { set } = await instance();
      const due = Date.now() + HOUR_MS;
      await Promise.all(Array.from({ length: 200 }, (_, n) => set(due + n * 37)));
      expect(await kit().rows()).toBe(1);
      await set(due - 60_000);
      expect(await kit().rows()).toBe(2);
    });

    test('two instances waiting for the same instant keep one alarm, and one of them rings', async () => {
      const [one, other] = await Promise.all([instance(), instance()]);
      const due = Date.now() + 400;
      await Promise.all([one.set(due), other.set(due)]);
      expect(await kit().rows()).toBe(1);
      await until(() => one.rings.length + other.rings.length > 0, SOON_MS);
      await sleep(300);
      expect(one.rings.length + other.rings.length).toBe(1);
    });

    test('an alarm outlives the instance that set it', async () => {
      const one = await instance();
      const due = Date.now() + 800;
      await one.set(due);
      expect(await one.close(SOON_MS)).toBe(true);
      const other = await instance();
      await until(() => other.rings.length > 0, SOON_MS);
      expect(other.rings[0]).toBeGreaterThanOrEqual(due);
      expect(one.rings).toHaveLength(0);
    });

    test('what is due already rings at once', async () => {
      const { set, rings } = await instance();
      await set(Date.now() - 5000);
      await until(() => rings.length === 1, 100);
    });

    test('what stays due although it rang does not make it spin', async () => {
      const stuck = { set: async (_: number) => {} };
      const one = await instance({ onAlarm: () => stuck.set(Date.now() - 5000) });
      stuck.set = one.set;
      await one.ring();
      await sleep(1000);
      expect(one.rings.length).toBeGreaterThan(3);
      expect(one.rings.length).toBeLessThan(15);
    });

    test('goes by the desk clock, also after it has jumped', async () => {
      let offset = HOUR_MS;
      const clock = { now: () => Date.now() + offset, offset: () => offset };
      const { set, rings } = await instance({ clock });
      const due = clock.now() + HOUR_MS;
      await set(due);
      expect(rings).toHaveLength(0);
      offset += HOUR_MS;
      await set(due);
      await until(() => rings.length === 1, SOON_MS);
    });

    test('asked while it rings, it rings once more for all of them', async () => {
      let end = () => {};
      const gate = new Promise<void>((resolve) => {
        end = resolve;
      });
      const { ring, rings } = await instance({ onAlarm: () => gate });
      const asked = Promise.all([ring(), ring(), ring()]);
      await sleep(20);
      expect(rings).toHaveLength(1);
      end();
      await asked;
      expect(rings).toHaveLength(2);
    });

    test('an alarm whose work failed rings again', async () => {
      let fail = true;
      const { set, rings } = await instance({
        onAlarm: async () => {
          if (fail) throw new Error('planted');
        },
      });
      await set(Date.now() + 50);
      await until(() => rings.length === 1, SOON_MS);
      fail = false;
      await until(() => rings.length === 2, SOON_MS);
      await until(async () => (await kit().rows()) === 0, SOON_MS);
    });

    test('sweeps without any alarm, and its heart beats', async () => {
      const { sweeps, rings, heartbeatAgeMs } = await instance({ sweepMs: 400 });
      await until(() => sweeps.length >= 3, SOON_MS);
      expect(heartbeatAgeMs()).toBeLessThan(1500);
      expect(rings).toHaveLength(0);
    });

    test('the heart of an instance that never gets the sweep beats too', async () => {
      const [one, other] = await Promise.all([instance({ sweepMs: 400 }), instance({ sweepMs: 400 })]);
      await until(() => one.sweeps.length + other.sweeps.length >= 6, SOON_MS);
      expect(Math.max(one.heartbeatAgeMs(), other.heartbeatAgeMs())).toBeLessThan(1500);
    });

    test('a failing sweep beats no heart, and is tried again', async () => {
      const { sweeps, heartbeatAgeMs } = await instance({
        sweepMs: 300,
        onSweep: async () => {
          throw new Error('planted');
        },
      });
      const before = sweeps.length;
      await until(() => sweeps.length > before + 2, SOON_MS);
      expect(heartbeatAgeMs()).toBeGreaterThan(500);
    });

    test('what was missed while nobody ran is swept at the start', async () => {
      await (await instance({ sweepMs: 300 })).close(SOON_MS);
      await sleep(600); // down, and the next sweep overdue
      const { sweeps } = await instance({ sweepMs: 300 });
      await until(() => sweeps.length > 0, 1000);
    });

    test('a quick restart sweeps too, before the next sweep is due', async () => {
      const before = await instance();
      await until(() => before.sweeps.length > 0, SOON_MS);
      await before.close(SOON_MS);
      const { sweeps } = await instance();
      await until(() => sweeps.length > 0, 1000);
    });

    test('rings after the connection it listens on was cut', async () => {
      const { set, rings } = await instance();
      await kit().cutTheWire();
      const due = Date.now() + 300;
      await until(
        () =>
          set(due).then(
            () => true,
            () => false,
          ),
        SOON_MS,
      );
      await until(() => rings.length > 0, SOON_MS);
      expect(rings[0]).toBeGreaterThanOrEqual(due);
      const before = rings.length;
      await set(Date.now() + 150);
      await until(() => rings.length > before, SOON_MS);
    });

    test('closing waits for the ring under way, and says when it cannot', async () => {
      const slow = await instance({ onAlarm: () => sleep(400) });
      void slow.ring();
      expect(await slow.close(50)).toBe(false);
      const patient = await instance({ onAlarm: () => sleep(300) });
      const ringing = patient.ring();
      expect(await patient.close(SOON_MS)).toBe(true);
      await ringing;
      await patient.set(Date.now() + 50);
      expect(await kit().rows()).toBe(0);
      open.length = 0;
    });
  });
}
