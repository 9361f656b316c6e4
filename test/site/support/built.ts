import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterEach } from 'vitest';
import { startSession } from '#src/accounts/sessions.ts';
import { buildServer } from '#src/server/app.ts';
import type { AstroApp } from '#src/server/astro.ts';
import { openLog } from '#src/server/log.ts';
import { newSite, type Person, type TestSite } from '#test/support/site.ts';

const dist = pathToFileURL(`${resolve('dist')}/`);
const servers: FastifyInstance[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Route {
  route: string;
  type: string;
  prerender: boolean;
}

export interface BuiltSite extends TestSite {
  server: FastifyInstance;
  /** Every line of the log so far. */
  logged: Record<string, unknown>[];
  /** The pages and endpoints that are rendered on demand. */
  routes: Route[];
  /** The Cookie header of one of the cast. */
  cookieOf(person: Person): Promise<string>;
  /** Sends a form from our own pages. */
  post(
    url: string,
    fields: Record<string, string>,
    person?: Person | null,
  ): Promise<Awaited<ReturnType<FastifyInstance['inject']>>>;
}

/** The site as it was built, in this process, on a database of its own with the cast. */
export async function builtSite(env: Record<string, string> = {}): Promise<BuiltSite> {
  if (!existsSync(new URL('server/entry.mjs', dist))) throw new Error('Build the site first: npm run build');
  const { app } = (await import(new URL('server/entry.mjs', dist).href)) as {
    app: AstroApp & { manifestData: { routes: Route[] } };
  };
  const logged: Record<string, unknown>[] = [];
  const log = openLog('debug', { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const site = await newSite(env, log);
  const { instance } = site;
  const { server, ready } = await buildServer(instance, app, dist);
  ready(true);
  servers.push(server);
  const cookies = new Map<Person, string>();
  const cookieOf = async (person: Person) => {
    const known = cookies.get(person);
    if (known) return known;
    const set = await startSession(site.as(person, { now: Date.now() }), person);
    const cookie = set.split(';')[0] ?? '';
    cookies.set(person, cookie);
    return cookie;
  };
  return {
    ...site,
    server,
    logged,
    routes: app.manifestData.routes.filter(({ prerender, route }) => !prerender && !route.startsWith('/_')),
    cookieOf,
    post: async (url, fields, person = null) =>
      server.inject({
        method: 'POST',
        url,
        headers: {
          origin: site.instance.settings.publicUrl,
          'content-type': 'application/x-www-form-urlencoded',
          ...(person && { cookie: await cookieOf(person) }),
        },
        payload: new URLSearchParams(fields).toString(),
      }),
  };
}
