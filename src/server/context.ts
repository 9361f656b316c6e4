import type { Context, Instance } from '#src/accounts/context.ts';
import { networkOf } from '#src/accounts/limits.ts';
import { readSession } from '#src/accounts/sessions.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { keyed } from '#src/lib/ids.ts';

/** The context of one request. `cookie` is set on the way out when a session was renewed or is over. */
export async function contextOf(
  instance: Instance,
  request: Request,
  address: string,
  locale: Locale,
): Promise<{ ctx: Context; cookie: string | null }> {
  const agent = (request.headers.get('user-agent') ?? '').slice(0, 300);
  const now = Date.now();
  const { actor, cookie } = await readSession(instance, request.headers.get('cookie'), now);
  const visitor = keyed(instance.secret, `${address}\n${agent}`).slice(0, 32);
  const untracked = ['dnt', 'sec-gpc'].some((name) => request.headers.get(name) === '1');
  const ctx = { ...instance, actor, now, locale, visitor, address: networkOf(address), agent, untracked };
  return { ctx, cookie };
}
