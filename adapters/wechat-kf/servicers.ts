/** The colleagues who take customers over (接待人员), as the console lists them. https://developer.work.weixin.qq.com/document/path/94645 */
import { z } from 'zod';
import type { Api } from '../shared/qyapi/api.js';

export interface Servicer {
  /** Of a member in WeCom. */
  readonly userId: string;
  readonly receives: boolean;
}

const RECEIVES = 0;

/** A department may stand in the list too; its members stand there themselves once they may answer. */
const listed = z.object({
  servicer_list: z
    .array(z.object({ userid: z.string().optional(), status: z.number().default(RECEIVES) }))
    .default([]),
});

export async function servicersOf(api: Api, kfId: string): Promise<readonly Servicer[]> {
  const { servicer_list } = await api.get('kf/servicer/list', { open_kfid: kfId }, listed);
  return servicer_list.flatMap(({ userid, status }) =>
    userid === undefined ? [] : [{ userId: userid, receives: status === RECEIVES }],
  );
}
