import type { APIRoute } from 'astro';
import { inLocale, isLocale, localeCookie } from '#src/i18n/locales.ts';
import { ownPath, readForm, seeOther } from '#src/lib/forms.ts';

const yearSeconds = 31_536_000;

/** Remembers the language chosen in the menu and shows the same page in it. */
export const POST: APIRoute = async ({ request, locals, cookies }) => {
  const form = await readForm(request);
  const wanted = String(form.get('to'));
  const locale = isLocale(wanted) ? wanted : locals.locale;
  cookies.set(localeCookie, locale, {
    path: '/',
    maxAge: yearSeconds,
    sameSite: 'lax',
    httpOnly: true,
    secure: locals.ctx.settings.secure,
  });
  return seeOther(inLocale(ownPath(String(form.get('page')), `/${locale}/`), locale));
};
