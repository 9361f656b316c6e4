import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instance } from '#src/accounts/context.ts';
import { readSession } from '#src/accounts/sessions.ts';
import type { SayProblem } from './problems.ts';

/** Forms that take a file; every other body is held to the server's own limit. */
export const uploadRoutes = ['/:lang/account/products/add/', '/:lang/account/products/:thing/edit/'];

/** Twice what may be kept, so that whoever picked too large a file is told at its field and keeps the rest. */
const uploadLimitBytes = 16 * 1024 * 1024;
/** The largest body of a form without a file: 32,000 characters of four bytes, urlencoded, and their fields. */
export const formLimitBytes = 512 * 1024;
/** A large body is held in memory, several times over: no more than these at once. */
const mostAtOnce = 3;
const busySeconds = 10;

/** Lets larger bodies in, of people who are signed in, a few at a time; everybody else is told before they send. */
export function roomForUploads(instance: Instance, say: SayProblem) {
  let underway = 0;
  return {
    bodyLimit: uploadLimitBytes,
    onRequest: async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
      if (length <= formLimitBytes) return undefined;
      const { actor } = await readSession(instance, request.headers.cookie ?? null, Date.now());
      if (!actor) return say(request, reply, 413);
      if (underway >= mostAtOnce) return say(request, reply.header('retry-after', busySeconds), 503);
      underway += 1;
      reply.raw.once('close', () => {
        underway -= 1;
      });
      return undefined;
    },
  };
}
