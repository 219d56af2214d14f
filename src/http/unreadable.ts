/** Answers what Node could not read as a request at all: no request, no reply, only the socket. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from './problem.js';

const REFUSALS: Readonly<Record<string, readonly [status: number, problem: Problem]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    {
      code: 'too_slow',
      expected: 'the whole request in time',
      got: 'a part of it',
      do: 'send it again, faster',
    },
  ],
  HPE_HEADER_OVERFLOW: [
    431,
    { code: 'headers_too_large', expected: 'smaller headers', got: 'more than 16 kB', do: 'send less' },
  ],
};
const BROKEN: readonly [number, Problem] = [
  400,
  {
    code: 'bad_request',
    expected: 'an HTTP request',
    got: 'something else',
    do: 'check what speaks to this port',
  },
];

/** A client that went away in the middle is its own affair, and logged by nobody. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, problem] = REFUSALS[error.code ?? ''] ?? BROKEN;
  const body = JSON.stringify({ error: problem });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
