import type { FormState } from './forms.ts';

/** What a page may still say about its answer: Astro.response. */
interface Answer {
  status?: number;
  readonly headers: Headers;
}

/** Gives a page the status of its form and, when it was sent too often, the seconds to wait. */
export function showForm(answer: Answer, form: FormState): void {
  answer.status = form.status;
  if (form.refusal?.retryAfter) answer.headers.set('retry-after', String(form.refusal.retryAfter));
}

/** For a page that is one person's own: no cache keeps it. */
export function keepPrivate(answer: Answer): void {
  answer.headers.set('cache-control', 'no-store');
}

/**
 * For a page whose address holds a secret: no cache keeps it, and no Referer repeats it. Browsers that
 * know `strict-origin` follow that one: under `no-referrer` they send a form with `Origin: null`,
 * which is refused as foreign.
 */
export function keepSecret(answer: Answer): void {
  keepPrivate(answer);
  answer.headers.set('referrer-policy', 'no-referrer, strict-origin');
}
