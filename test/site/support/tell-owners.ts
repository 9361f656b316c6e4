/** Lets days go by, from one to another: on each the owners' chore runs and the post goes out. Says each day it finished. */
import { pino } from 'pino';
import { sendDueLetters } from '#src/letters/sender.ts';
import { openTransport } from '#src/letters/transport.ts';
import { readContent } from '#src/catalog/read.ts';
import { readSettings } from '#src/lib/settings.ts';
import { tellOwners } from '#src/owned/telling.ts';
import { openInstance } from '#src/server/instance.ts';

const dayMs = 86_400_000;
const [from = 0, to = 0] = process.argv.slice(2).map(Number);
const { catalog } = await readContent('content');
const instance = await openInstance(readSettings(process.env), catalog, pino({ level: 'silent' }));
const transport = openTransport(instance.settings);
for (let now = from; now <= to; now += dayMs) {
  await tellOwners(instance, now);
  await sendDueLetters(instance, transport, () => now);
  process.stdout.write(`${now}\n`);
}
transport.close();
await instance.db.close();
