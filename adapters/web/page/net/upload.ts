/** Sends one file with its progress. `fetch` cannot tell how far an upload is, so this is an XMLHttpRequest. */
import type { StoredFile } from '../wire.js';
import { Refused } from './requests.js';

const FILE_LIMIT = 20 * 1024 * 1024;

export interface Uploaded {
  readonly file: StoredFile;
  readonly receipt: string;
}

export function upload(account: string, file: File, progress: (part: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    // Refused before 50 MB have crossed a slow line for nothing.
    if (file.size > FILE_LIMIT) return reject(new Refused('file_too_large'));
    const request = new XMLHttpRequest();
    request.open('POST', `/web/files?persona=${encodeURIComponent(account)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Refused('unreachable'));
    request.onload = () => {
      const answer = readJson(request.responseText);
      if (request.status === 201) return resolve(answer as unknown as Uploaded);
      const code =
        request.status === 413 ? 'file_too_large' : (answer.refused ?? answer.error ?? 'unreachable');
      reject(new Refused(code));
    };
    request.send(file);
  });
}

function readJson(text: string): { refused?: string; error?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // a proxy's own page: the status says enough
  }
}
