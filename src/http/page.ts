/** Serves the built page: files as they are, and index.html for every address of the page's own. */
import fs from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound, pathOf } from './errors.js';

/** Vite names these by their contents, so they never change (https://vite.dev/guide/build). */
const HASHED = /^\/assets\//u;
/** Below these live interfaces, and a program that asks for what is not there must not get a page. */
const INTERFACES = /^\/(?:api|web|hooks)(?:\/|$)/u;
const YEAR_S = 31_536_000;

const NOT_BUILT = `Troika is running, but its page has not been built.
Run "npm run build" in its folder, then load this address again.
`;

export async function servePage(app: FastifyInstance, pageDir: string): Promise<void> {
  await app.register(fastifyStatic, { root: path.resolve(pageDir), serve: false });

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const wanted = pathOf(request.url);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || INTERFACES.test(wanted)) return notFound(request, reply);
    return sendPage(request, reply, wanted);
  });

  function sendPage(request: FastifyRequest, reply: FastifyReply, wanted: string) {
    const file = fileNamed(wanted);
    // A page older than the build asks for assets that are gone: a page in their place would be run as a script.
    if (!file && (HASHED.test(wanted) || path.extname(wanted) !== '')) return notFound(request, reply);
    if (!file && !fileNamed('/index.html')) {
      return reply
        .code(503)
        .headers({ 'cache-control': 'no-store', 'retry-after': '10' })
        .type('text/plain; charset=utf-8')
        .send(NOT_BUILT);
    }
    return HASHED.test(wanted)
      ? reply.sendFile(file ?? '', { maxAge: YEAR_S * 1000, immutable: true })
      : reply.sendFile(file ?? 'index.html', { cacheControl: false }).header('cache-control', 'no-cache');
  }

  /** The file's name below the folder; null when it is not there, or not below. */
  function fileNamed(wanted: string): string | null {
    let name: string;
    try {
      name = decodeURIComponent(wanted).slice(1);
    } catch {
      return null;
    }
    if (name.includes('\0') || name.split(/[/\\]/u).some((part) => part.startsWith('.'))) return null;
    const found = fs.statSync(path.join(pageDir, name), { throwIfNoEntry: false });
    return found?.isFile() ? name : null;
  }
}
