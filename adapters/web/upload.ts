/** Files in and out. The bytes are judged by the desk; here only the door is watched. */
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { FOREIGN_PAGE, json, NO_SESSION, refuse } from './answer.js';
import { fromOurPage } from './origin.js';
import { writeReceipt } from './receipt.js';
import { personOf, type SessionParts } from './session.js';

const FILE_LIMIT = 20 * 1024 * 1024;

export function fileRoutes(
  parts: SessionParts & { context: Pick<AdapterContext, 'files'> },
): readonly Route[] {
  const { config } = parts;
  const { files } = parts.context;

  async function upload(request: RouteRequest): Promise<RouteResponse> {
    if (!fromOurPage(config.publicUrl, request)) return FOREIGN_PAGE;
    const person = await personOf(parts, request, Date.now());
    if (!person) return NO_SESSION;
    const name = fileName(request.headers['x-file-name'] ?? '');
    if (name === undefined) {
      return refuse(400, {
        error: 'bad_file_name',
        expected: 'x-file-name: a name of 1 to 200 characters, URI-encoded',
        got: (request.headers['x-file-name'] ?? 'nothing').slice(0, 80),
        do: 'send encodeURIComponent(file.name)',
      });
    }
    if (request.body.length > FILE_LIMIT) {
      return refuse(413, {
        error: 'file_too_large',
        expected: `at most ${FILE_LIMIT} bytes`,
        got: `${request.body.length}`,
        do: 'send a smaller file',
      });
    }
    // Whatever people hand over in a chat may be an identity card: masked and audited unless a rule says otherwise.
    const stored = await files.put({ name, bytes: request.body, personal: true });
    if ('refused' in stored) return json(422, stored);
    return json(201, { file: stored, receipt: writeReceipt(config.secret, person.account, stored) });
  }

  async function download(request: RouteRequest): Promise<RouteResponse> {
    const person = await personOf(parts, request, Date.now());
    if (!person) return NO_SESSION;
    const found = await files.get(request.params.id ?? '', { platform: 'web', account: person.account });
    if (!found) {
      // Absent and forbidden look alike, so that ids cannot be tried out.
      return refuse(404, {
        error: 'no_file',
        expected: 'a file you may see',
        got: 'none by this id',
        do: 'open it from the ticket it belongs to',
      });
    }
    const { name, type } = found.file;
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    };
    return { status: 200, headers, body: found.bytes };
  }

  return [
    { method: 'POST', path: '/web/files', maxBytes: FILE_LIMIT, handle: upload },
    { method: 'GET', path: '/web/files/:id', maxBytes: 0, handle: download },
  ];
}

/** The name without any folder, or undefined when there is none left. */
function fileName(header: string): string | undefined {
  try {
    const name =
      decodeURIComponent(header)
        .split(/[\\/]/)
        .at(-1)
        ?.replaceAll(/\p{Cc}/gu, '')
        .trim() ?? '';
    return name.length > 0 && name.length <= 200 ? name : undefined;
  } catch {
    return undefined; // not URI-encoded: answered as 400
  }
}
