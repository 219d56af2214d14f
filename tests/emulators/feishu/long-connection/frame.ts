/** The frames of the long connection: protobuf `pbbp2.Frame`, binary, both ways. */
import protobuf from 'protobufjs';

// The vendor's SDK takes 64-bit numbers from the protobufjs of the whole process: done first, it does not matter when.
protobuf.util.Long = undefined as never;
protobuf.configure();

const { root } = protobuf.parse(
  `syntax = "proto2";
  package pbbp2;
  message Header {
    required string key = 1;
    required string value = 2;
  }
  message Frame {
    required uint64 SeqID = 1;
    required uint64 LogID = 2;
    required int32 service = 3;
    required int32 method = 4;
    repeated Header headers = 5;
    optional string payload_encoding = 6;
    optional string payload_type = 7;
    optional bytes payload = 8;
    optional string LogIDNew = 9;
  }`,
  { keepCase: true },
);
const type = root.lookupType('pbbp2.Frame');

/** Pings and pongs, or events and their acknowledgements. */
export const CONTROL = 0;
export const DATA = 1;

export interface Frame {
  readonly seqId: number;
  readonly service: number;
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

export function encode({ seqId, service, method, headers, payload }: Frame): Uint8Array {
  const pairs = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return type
    .encode(type.create({ SeqID: seqId, LogID: 0, service, method, headers: pairs, payload }))
    .finish();
}

interface Raw {
  readonly SeqID: number;
  readonly service: number;
  readonly method: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload: Buffer;
}

/** Throws on what is no frame. */
export function decode(bytes: Uint8Array): Frame {
  const raw = type.toObject(type.decode(bytes), {
    longs: Number,
    bytes: Buffer,
    defaults: true,
    arrays: true,
  }) as Raw;
  return {
    seqId: raw.SeqID,
    service: raw.service,
    method: raw.method,
    headers: Object.fromEntries(raw.headers.map(({ key, value }) => [key, value])),
    payload: raw.payload,
  };
}
