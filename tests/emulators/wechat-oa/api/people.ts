/** Whoever follows the account, and the QR codes that lead to it. https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_userinfo.html */

import { KEPT_MS } from '../media.js';
import { refuse } from '../refusal.js';
import { type Api, isJson, text } from './call.js';

/** A temporary code: a minute by default, thirty days at most. */
const DEFAULT_S = 60;
const MOST_S = 2_592_000;
const FOR_EVER_MS = 100 * 365 * 86_400_000;
const MOST_SCENE = 64;

export const peopleApis: readonly Api[] = [
  {
    name: 'user/info',
    method: 'GET',
    act({ world, query }) {
      const follower = world.followers.get(query.get('openid') ?? '');
      if (!follower) return refuse(40003);
      const { openId, following, followedAt, scene } = follower;
      if (!following) return { subscribe: 0, openid: openId };
      const how = { subscribe_scene: scene === '' ? 'ADD_SCENE_SEARCH' : 'ADD_SCENE_QR_CODE' };
      const seconds = Math.floor(followedAt / 1000);
      return { subscribe: 1, openid: openId, subscribe_time: seconds, ...how, qr_scene_str: scene };
    },
  },
  {
    name: 'qrcode/create',
    method: 'POST',
    act({ world, body }) {
      const info = isJson(body.action_info) && isJson(body.action_info.scene) ? body.action_info.scene : {};
      const lasting = body.action_name === 'QR_LIMIT_STR_SCENE';
      if (!lasting && body.action_name !== 'QR_STR_SCENE') return refuse(40097, 'action_name');
      const scene = text(info.scene_str);
      if (scene === '' || scene.length > MOST_SCENE) return refuse(40097, 'scene_str');
      const seconds = Math.min(Number(body.expire_seconds ?? DEFAULT_S), MOST_S);
      const now = world.clock.now();
      const ticket = world.scenes.make(scene, now + (lasting ? FOR_EVER_MS : seconds * 1000));
      const url = `http://weixin.qq.com/q/${ticket.slice(0, 24)}`;
      return lasting ? { ticket, url } : { ticket, expire_seconds: seconds, url };
    },
  },
  {
    name: 'media/get',
    method: 'GET',
    act({ world, query }) {
      const id = query.get('media_id') ?? '';
      const media = world.media.get(id);
      if (!media || media.at + KEPT_MS <= world.clock.now()) return refuse(40007);
      // Of a video only the address is told.
      if (media.type === 'video') return { video_url: `http://127.0.0.1/none/${id}` };
      const voice = media.type === 'voice';
      const name = `${id.slice(0, 12)}.${voice ? 'amr' : 'jpg'}`;
      return { bytes: media.bytes, type: voice ? 'audio/amr' : 'image/jpeg', name };
    },
  },
];
