import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { locales } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';

const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** An address that no form of ours makes came without a language that could be read: it is told in all of them. */
const tooLongPage = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>431</title>
${locales
  .map((locale) => {
    const t = translator(locale);
    return `<section lang="${locale}"><h1>${t('error.431.title')}</h1><p>${t('error.431.text')} <a href="/${locale}/">${t('error.home')}</a></p></section>`;
  })
  .join('\n')}
`;

/** Answers what never became a request: bytes that are not HTTP, endless headers, clients that fell silent. */
export function answerClientErrors(headers: Record<string, string>) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = statuses[error.code ?? ''] ?? 400;
    const tooLong = status === 431;
    const body = tooLong ? tooLongPage : `${STATUS_CODES[status]}\n`;
    const lines = Object.entries({
      ...headers,
      'content-type': `text/${tooLong ? 'html' : 'plain'}; charset=utf-8`,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => {
      socket.destroy();
    });
  };
}
