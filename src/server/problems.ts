import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '#src/i18n/locales.ts';
import type { PageStore } from './page-store.ts';
import { sendStored } from './stored.ts';
import { localeOf, targetOf } from './target.ts';

/** The statuses with a page of their own, `/{l}/error/{status}/`, prerendered so that it never fails. */
export const problemStatuses = ['400', '403', '404', '413', '429', '500', '503', '507'] as const;

/** Says no in the reader's language, in the nearest words there are for `status`. */
export type SayProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  locale?: Locale,
) => Promise<FastifyReply>;

export function problemPages(pages: PageStore, publicUrl: string): SayProblem {
  return async (request, reply, status, locale) => {
    const language = locale ?? localeOf(targetOf(request.url, publicUrl)?.pathname ?? '', request.headers);
    const page = await pages.find(`/${language}/error/${worded(status)}/`);
    if (page) return sendStored(request, reply, page, status);
    return reply
      .code(status)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(`${STATUS_CODES[status] ?? status}\n`);
  };
}

/** True of the pages that are shown only with their status. */
export const isProblemPage = (path: string): boolean => /^\/[a-z]{2}\/(error\/\d{3}|refused)\/$/.test(path);

function worded(status: number): string {
  const exact = problemStatuses.find((known) => known === String(status));
  return exact ?? (status < 500 ? '400' : '500');
}
