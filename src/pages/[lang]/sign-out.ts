import type { APIRoute } from 'astro';
import { signOut } from '#src/accounts/sessions.ts';
import { seeOther } from '#src/lib/forms.ts';

/** Ends the session of this browser. */
export const POST: APIRoute = async ({ locals }) =>
  seeOther(`/${locals.locale}/`, { 'set-cookie': await signOut(locals.ctx) });
