import { Agent, request as ask } from 'node:http';
import { expect, test } from 'vitest';
import { newServer } from '#test/support/server.ts';

test('while it closes, a request in flight is finished and a waiting connection gets its answer', async () => {
  const begun = Promise.withResolvers<undefined>();
  const going = Promise.withResolvers<undefined>();
  const { server, listen } = await newServer({
    '/en/slow/': async () => {
      begun.resolve(undefined);
      await going.promise;
      return new Response('finished');
    },
  });
  const port = await listen();
  const agent = new Agent({ keepAlive: true });
  const get = (path: string) =>
    new Promise<{ status: number | undefined; text: string; connection: string | undefined }>(
      (resolve, reject) => {
        ask({ port, path, agent, host: '127.0.0.1' }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => {
            resolve({ status: answer.statusCode, text, connection: answer.headers.connection });
          });
        })
          .on('error', reject)
          .end();
      },
    );
  await get('/en/');
  const slow = get('/en/slow/');
  await begun.promise;
  const closed = server.close();
  going.resolve(undefined);
  expect(await slow).toMatchObject({ status: 200, text: 'finished' });
  server.server.closeIdleConnections();
  await closed;
  agent.destroy();
  await expect(get('/en/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
