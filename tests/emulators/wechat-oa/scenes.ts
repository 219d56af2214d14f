/** QR codes with a scene: who scans one tells us which. https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html */
import { newSecretId } from './ids.js';

interface Code {
  readonly scene: string;
  readonly until: number;
}

export class Scenes {
  readonly #codes = new Map<string, Code>();

  /** The ticket that stands for the picture. */
  make(scene: string, until: number): string {
    const ticket = `gQ${newSecretId(60)}`;
    this.#codes.set(ticket, { scene, until });
    return ticket;
  }

  /** What a picture says to whoever scans it now; undefined when it is over, or no picture of ours. */
  scanned(ticket: string, now: number): string | undefined {
    const code = this.#codes.get(ticket);
    return code && code.until > now ? code.scene : undefined;
  }
}
