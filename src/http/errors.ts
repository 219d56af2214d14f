/** What Fastify, its plugins or a handler throw, as the JSON everybody gets, and a log line for what is our fault. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../desk/ports/outside.js';
import { type Problem, refusal } from './problem.js';

const FAULT: Problem = {
  code: 'internal',
  expected: 'an answer',
  got: 'a fault of ours; it is in the log',
  do: 'try again later',
};

/** How long a body that was refused for its size is still read, and dropped. */
const LINGER_MS = 5_000;

type Known = (error: FastifyError, request: FastifyRequest) => Problem;

const KNOWN: Readonly<Record<number, Known>> = {
  400: (error) => ({
    code: 'bad_request',
    expected: 'a well-formed request',
    got: error.message,
    do: 'correct it',
  }),
  404: (_, request) => ({
    code: 'not_found',
    expected: 'an address of this desk',
    got: `${request.method} ${request.url.slice(0, 200)}`,
    do: 'check the address and the method',
  }),
  413: (_, request) => ({
    code: 'too_large',
    expected: `a body of at most ${request.routeOptions.bodyLimit} bytes`,
    got: request.headers['content-length'] ? `${request.headers['content-length']} bytes` : 'more',
    do: 'send less',
  }),
  414: () => ({
    code: 'address_too_long',
    expected: 'an address of this desk',
    got: 'one with a part that is too long',
    do: 'check the address',
  }),
  415: (_, request) => ({
    code: 'unsupported_media_type',
    expected: 'a valid content-type',
    got: String(request.headers['content-type']).slice(0, 200),
    do: 'name the type of the body, or nothing',
  }),
  429: (error) => ({
    code: 'too_many',
    expected: 'fewer requests',
    got: error.message,
    do: 'wait, then try again',
  }),
};

export function answerError(log: Log) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500;
    const known = KNOWN[status];
    if (!known) {
      // The route, not the address: links carry keys in their paths and queries.
      const path = request.routeOptions.url ?? pathOf(request.url);
      log.error({ err: error, method: request.method, path }, 'http: a handler failed');
    }
    if (status === 413) linger(request, reply);
    send(reply, known ? refusal(status, known(error, request)) : refusal(500, FAULT));
  };
}

export function notFound(request: FastifyRequest, reply: FastifyReply): void {
  const problem = KNOWN[404]?.(undefined as never, request) ?? FAULT;
  send(reply, refusal(404, problem));
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/** A line that is closed while the client still sends is reset, and our answer lost with it: it may finish, or stop by itself. */
function linger({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection');
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, LINGER_MS);
  timer.unref();
}

function send(reply: FastifyReply, answer: ReturnType<typeof refusal>): void {
  void reply
    .code(answer.status)
    .headers(answer.headers ?? {})
    .send(answer.body);
}
