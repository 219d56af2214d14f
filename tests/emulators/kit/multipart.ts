/** The parts of an upload, byte for byte. The platform's FormData takes a part without a file name for text and spoils it. */
const HEADERS_END = Buffer.from('\r\n\r\n');

export interface Part {
  readonly bytes: Buffer;
  readonly fileName?: string;
}

/** By the name of the field; undefined when the body is not what its content type says. */
export function partsOf(contentType: string, body: Buffer): Map<string, Part> | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const parts = new Map<string, Part>();
  const between = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  let from = whole.indexOf(between);
  while (from >= 0) {
    const start = from + between.length;
    const next = whole.indexOf(between, start);
    if (next < 0) break;
    const part = whole.subarray(start, next);
    const split = part.indexOf(HEADERS_END);
    const head = String(part.subarray(0, Math.max(split, 0)));
    const [, name] = /[;\s]name="([^"]*)"/i.exec(head) ?? [];
    const [, fileName] = /[;\s]filename="([^"]*)"/i.exec(head) ?? [];
    if (name === undefined) return undefined;
    const bytes = part.subarray(split + HEADERS_END.length);
    parts.set(name, { bytes, ...(fileName !== undefined && { fileName }) });
    from = next;
  }
  return parts.size > 0 ? parts : undefined;
}
