import type { APIRoute } from 'astro';
import { findProduct } from '#src/catalog/catalog.ts';
import { careOf } from '#src/guides/care.ts';
import { careCalendar, readStart } from '#src/guides/calendar.ts';
import { dayIn } from '#src/lib/days.ts';
import { seeOther } from '#src/lib/forms.ts';
import { Refusal } from '#src/lib/refusal.ts';

/** The care of a product for somebody's calendar; a `from` that is no day leads to the page with the form, which says so as 400. */
export const GET: APIRoute = ({ params, url, locals }) => {
  const { catalog, ctx, locale, publicUrl } = locals;
  const product = findProduct(catalog, params['product']);
  if (!product || careOf(catalog, product.slug).length === 0) throw new Refusal('not_found');
  const today = dayIn('UTC', ctx.now);
  const typed = url.searchParams.get('from');
  const from = typed ? readStart(typed) : today;
  if (!from) return seeOther(`/${locale}/products/${product.slug}/calendar/${url.search}`);
  const calendar = careCalendar(catalog, { product, from, today, locale, publicUrl, now: ctx.now });
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${product.slug}.ics"`,
    },
  });
};
