/** B8: tickets bring their customers forward in the journey, and where everybody stands can be counted. */
import { describe, expect } from '@jest/globals';
import { imports } from '../support/customers.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';

describe('B8：客户旅程', () => {
  journey(
    '付了款，客户就到「注册中」；已经走得更远的客户不会被拉回来；各阶段人数与数据库一致',
    async (stage) => {
      const { troika, person, pays, clock } = stage;
      const { store } = troika;
      const zhang = await person('zhang', '张三');
      await zhang.says('帮助');
      await imports(store, [
        { id: 'C-1', account: 'zhang', stage: 'interested' },
        { id: 'C-2', stage: 'renewal' },
        { id: 'C-3' },
      ]);
      const began = clock.now();
      const ticket = await orders(zhang, '甲公司');
      const where = async (id: string) => (await store.customers.customer(id))?.customer;
      expect(await where('C-1')).toMatchObject({ stage: 'interested' });
      expect(await pays(ticket)).toBe(200);
      await zhang.sees({ title: '甲公司', text: '抽查' });
      const moved = await where('C-1');
      expect(moved).toMatchObject({ stage: 'registering' });
      expect((moved?.stageAt ?? 0) - began).toBeGreaterThanOrEqual(0);

      // The customer came further by another way; a second registration does not bring them back.
      await imports(store, [{ id: 'C-1', account: 'zhang', stage: 'renewal' }]);
      const second = await orders(zhang, '丙公司');
      expect(await pays(second)).toBe(200);
      await zhang.sees({ title: '丙公司', text: '抽查' });
      expect(await where('C-1')).toMatchObject({ stage: 'renewal' });

      const counted = await store.prisma.$queryRaw<{ stage: string | null; n: number }[]>`
      SELECT stage, count(*)::integer AS n FROM customer GROUP BY stage`;
      for (const { stage: key, n } of counted)
        expect([key, (await store.customers.inStage(key, ['registration'], 10)).total]).toEqual([key, n]);
      expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    },
  );
});
