/** Uploads are taken apart byte for byte, whatever they hold, and tell the name of a file that has one. */
import { expect, test } from '@jest/globals';
import { partsOf } from './multipart.js';

const body = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));

test('a field, and bytes that are no text and look like a boundary', () => {
  const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 13, 10]);
  const parts = partsOf(
    'multipart/form-data; boundary=b1',
    body(
      '--b1\r\nContent-Disposition: form-data; name="type"\r\n\r\nmessage',
      '\r\n--b1\r\nContent-Disposition: form-data; name="image"\r\nContent-Type: application/octet-stream\r\n\r\n',
      bytes,
      '\r\n--b1--\r\n',
    ),
  );
  expect(String(parts?.get('type')?.bytes)).toBe('message');
  expect(parts?.get('image')).toEqual({ bytes });
});

test('what Node itself sends is read', async () => {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from('x')]), '合同.pdf');
  const sent = new Response(form);
  const parts = partsOf(sent.headers.get('content-type') ?? '', Buffer.from(await sent.arrayBuffer()));
  expect(parts?.get('file')).toEqual({ bytes: Buffer.from('x'), fileName: '合同.pdf' });
});

test.each([
  ['no boundary', 'multipart/form-data', '--b1\r\n'],
  ['another kind', 'application/json', '{}'],
  ['nothing', 'multipart/form-data; boundary=b1', ''],
  ['a part without a name', 'multipart/form-data; boundary=b1', '--b1\r\n\r\nx\r\n--b1--\r\n'],
])('%s is no upload', (_what, type, text) => {
  expect(partsOf(type, Buffer.from(text))).toBeUndefined();
});
