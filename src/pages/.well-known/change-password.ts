import type { APIRoute } from 'astro';

/** Where password managers look for the page to change a password (W3C, well-known URL for changing passwords). */
export const GET: APIRoute = ({ locals }) =>
  new Response(null, {
    status: 303,
    headers: { location: `/${locals.locale}/account/security/password/` },
  });
