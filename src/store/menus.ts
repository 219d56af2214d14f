/** The last numbered menu of each address: it stands beside what is sent there. */
import type { MenuStore } from '../desk/ports/menus.js';
import type { Database } from './database.js';

type Menu = Parameters<MenuStore['keep']>[1];

export function menuStore({ run }: Database): MenuStore {
  return {
    async keep(address, menu) {
      await run('keep_menu', 'UPDATE lane SET menu = $2 WHERE address = $1', [address, JSON.stringify(menu)]);
    },

    async at(address) {
      const sql = 'SELECT menu FROM lane WHERE address = $1';
      const [row] = await run<{ menu: Menu | null }>('menu', sql, [address]);
      return row?.menu ?? null;
    },
  };
}
