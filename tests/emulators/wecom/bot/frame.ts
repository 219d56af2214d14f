/** What travels over the bot's long connection: one JSON object a frame. https://developer.work.weixin.qq.com/document/path/101463 */
import { isJson, type Json, text } from '../api/call.js';
import type { Refusal } from '../refusal.js';

export interface Frame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body: Json;
}

export function frameIn(data: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(data);
    if (!isJson(frame) || !isJson(frame.headers)) return undefined;
    return {
      cmd: text(frame.cmd),
      reqId: text(frame.headers.req_id),
      body: isJson(frame.body) ? frame.body : {},
    };
  } catch {
    return undefined;
  }
}

/** To the bot. */
export function pushed({ cmd, reqId, body }: Frame): string {
  return JSON.stringify({ cmd, headers: { req_id: reqId }, body });
}

/** To one of the bot's own frames: its id comes back, and no cmd. */
export function acknowledged(reqId: string, body: Json | undefined): string {
  return JSON.stringify({ headers: { req_id: reqId }, errcode: 0, errmsg: 'ok', ...(body && { body }) });
}

export function refused(reqId: string, { refused: errcode, msg: errmsg }: Refusal): string {
  return JSON.stringify({ headers: { req_id: reqId }, errcode, errmsg });
}
