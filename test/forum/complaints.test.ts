import { describe, expect, test } from 'vitest';
import { users } from '#db/schema/accounts.ts';
import {
  type ComplaintOutcome,
  complaintOutcomes,
  complaints,
  complaintDecisions,
} from '#db/schema/forum.ts';
import { letters } from '#db/schema/letters.ts';
import { deleteAccount } from '#src/accounts/deletion.ts';
import { takeOut } from '#src/accounts/export.ts';
import { hashPassword } from '#src/accounts/passwords.ts';
import { composeLetter } from '#src/letters/compose.ts';
import { complaintState, decideComplaint, sayWhetherHeld } from '#src/forum/complaints.ts';
import { clauseWords } from '#src/forum/clauses.ts';
import { complaintFigures, complaintsCounted, repliesByWait } from '#src/forum/figures.ts';
import { complaintDecision, threadForms } from '#src/forum/forms.ts';
import { deletePost } from '#src/forum/posts.ts';
import { readHistory, readThread } from '#src/forum/reading.ts';
import { acceptSolution } from '#src/forum/solutions.ts';
import { deleteThread, editThread, threadToEdit } from '#src/forum/threads.ts';
import { search } from '#src/search/results.ts';
import { newComplaint, newIdea, newReply, newThread } from '#test/support/forum.ts';
import { newSite, type Person, type TestSite, today } from '#test/support/site.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Sent on a Friday: until the end of Tuesday, by the clocks of Stockholm. */
const due = Date.UTC(2026, 10, 24, 22, 59, 59);
const schema = complaintDecision((id) => id === 'w80-commercial.exclusions.limescale');
const ended = (outcome: string, reason = '', clause = '') => schema.parse({ outcome, reason, clause });
const declined = ended(
  'declined',
  'Limescale, as the technician found.',
  'w80-commercial.exclusions.limescale',
);
const lettersOf = ({ instance }: TestSite) => instance.db.read.select().from(letters).orderBy(letters.id);
const readAs = async ({ as }: TestSite, person: Person | null, id: number) => readThread(as(person), id);

describe('a complaint', () => {
  test('is promised a reply within two working days, and says what would put it right', async () => {
    const site = await newSite();
    const { id } = await newComplaint(site.as('ana'), { aim: 'A technician who comes.' });
    const { thread, complaint } = await readAs(site, null, id);
    expect(thread).toMatchObject({
      kind: 'complaint',
      aim: 'A technician who comes.',
      promisedAt: due,
      repliedAt: null,
      state: null,
    });
    expect(complaint).toEqual({ reference: null, outcome: null, held: null, decisions: [] });
  });

  test('shows its order number to its author and the maker’s people alone', async () => {
    const site = await newSite();
    const { as } = site;
    const { id } = await newComplaint(as('ana'), { reference: '  HV-1234  5678 ' });
    const seenBy = async (person: Person | null) => (await readAs(site, person, id)).complaint?.reference;
    expect([await seenBy('ana'), await seenBy('eli'), await seenBy('root')]).toEqual(
      Array(3).fill('HV-1234 5678'),
    );
    expect([await seenBy(null), await seenBy('ben'), await seenBy('mo')]).toEqual([null, null, null]);
    expect(JSON.stringify(await readAs(site, 'ben', id))).not.toContain('HV-1234');
    expect(JSON.stringify(await readHistory(as(null), id))).not.toContain('HV-1234');
    const found = await search(as('eli'), {
      ...{ typed: 'HV-1234', product: undefined, kind: 'complaint', language: undefined },
      ...{ exact: true, page: 1 },
    });
    expect(found.rows).toEqual([]);
  });

  test('keeps it when its words are edited, and lets its author change it', async () => {
    const site = await newSite();
    const { as } = site;
    const { id } = await newComplaint(as('ana'), { reference: 'HV-1' });
    const { thread, reference } = await threadToEdit(as('ana'), id);
    expect(reference).toBe('HV-1');
    const words = { title: thread.title, body: thread.body, product: undefined, do: 'post' as const };
    await editThread(as('root'), id, { ...words, aim: 'Something else, then.', reference: 'HV-2' });
    const { thread: edited, complaint } = await readAs(site, 'ana', id);
    expect([edited.aim, complaint?.reference, edited.promisedAt]).toEqual([
      'Something else, then.',
      'HV-2',
      due,
    ]);
  });

  test.each([
    [{ aim: 'soon' }, ['aim', 'forum.complaint.wish.short']],
    [{ reference: 'x'.repeat(61) }, ['reference', 'forum.complaint.reference.long']],
    [{ aim: 'x'.repeat(1_001) }, ['aim', 'forum.lines.long']],
  ])('refuses %j', (fields, fault) => {
    const words = { title: 'Nobody came, twice', body: 'x'.repeat(20), aim: 'Somebody who comes.' };
    const read = threadForms.complaint.safeParse({ ...words, ...fields });
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([fault]);
  });

  test('has no solution', async () => {
    const { as } = await newSite();
    const { postId } = await newReply(as('eli'), await newComplaint(as('ana')));
    await expect(acceptSolution(as('ana'), postId)).rejects.toMatchObject({ reason: 'wrong_kind' });
  });
});

describe('the promise of a reply', () => {
  test('is kept by one of the maker’s people, officially, and by nobody else', async () => {
    const site = await newSite();
    const { as } = site;
    const thread = await newComplaint(as('ana'));
    const after = (hours: number) => ({ now: today + hours * hourMs });
    for (const person of ['ana', 'ben', 'mo'] as const) await newReply(as(person, after(1)), thread);
    expect((await readAs(site, null, thread.id)).thread.repliedAt).toBeNull();
    await newReply(as('eli', after(2)), thread);
    await newReply(as('root', after(3)), thread);
    const { thread: replied, posts } = await readAs(site, null, thread.id);
    expect(replied.repliedAt).toBe(today + 2 * hourMs);
    expect(posts.map(({ officialAt }) => officialAt !== null)).toEqual([false, false, false, true, true]);
  });

  test('is not kept by a reply that was deleted', async () => {
    const site = await newSite();
    const { as } = site;
    const thread = await newComplaint(as('ana'));
    const first = await newReply(as('eli', { now: today + 1 }), thread);
    await newReply(as('root', { now: today + 2 }), thread);
    await deletePost(as('eli'), first.postId);
    expect((await readAs(site, null, thread.id)).thread.repliedAt).toBe(today + 2);
  });

  test('nobody keeps it towards themselves, and other threads have none', async () => {
    const site = await newSite();
    const { as } = site;
    const own = await newComplaint(as('eli'));
    await newReply(as('eli'), own);
    expect((await readAs(site, null, own.id)).thread.repliedAt).toBeNull();
    const question = await newThread(as('ana'));
    await newReply(as('eli'), question);
    expect((await readAs(site, null, question.id)).thread).toMatchObject({
      promisedAt: null,
      repliedAt: null,
    });
    expect((await readAs(site, null, question.id)).posts[0]?.officialAt).toBeNull();
  });

  test.each<[number | null, ComplaintOutcome | null, number, string]>([
    [null, null, due, 'waiting'],
    [null, null, due + 1, 'late'],
    [due + 1, null, due + 2, 'replied'],
    [due, 'refunded', due + 2, 'refunded'],
  ])('replied at %s, ended as %s, at %s: %s', (repliedAt, outcome, now, state) => {
    expect(complaintState({ promisedAt: due, repliedAt }, outcome, now)).toBe(state);
  });
});

describe('how a complaint ended', () => {
  test('is said by the maker’s people, and not by who complained', async () => {
    const { as } = await newSite();
    const { id } = await newComplaint(as('ana'));
    for (const person of ['ana', 'ben', 'mo'] as const)
      await expect(decideComplaint(as(person), id, ended('refunded'))).rejects.toMatchObject({
        reason: 'not_allowed',
      });
    const own = await newComplaint(as('eli'));
    await expect(decideComplaint(as('eli'), own.id, ended('refunded'))).rejects.toMatchObject({
      reason: 'not_allowed',
    });
    const idea = await newIdea(as('ana'));
    await expect(decideComplaint(as('eli'), idea.id, ended('refunded'))).rejects.toMatchObject({
      reason: 'wrong_kind',
    });
    await decideComplaint(as('eli'), id, ended('refunded'));
  });

  test('a clause is quoted with the numbers of the product it is about', async () => {
    const { catalog } = (await newSite()).instance;
    const term = (product: string) => clauseWords(catalog, product, 'halvard.term', 'en');
    expect(term('washing-machine-w80')).toContain('3 years');
    expect(term('cordless-drill-t18')).toContain('2 years');
    expect(clauseWords(catalog, 'washing-machine-w80', 'halvard.claim-home', 'hu')).not.toContain('…');
  });

  test('to decline takes a reason and a clause that exists; to explain, a reason', () => {
    const faults = (fields: Record<string, string>) =>
      schema.safeParse({ reason: '', ...fields }).error?.issues.map(({ path }) => path[0]);
    expect(faults({ outcome: 'declined' })).toEqual(['reason', 'clause']);
    expect(faults({ outcome: 'declined', reason: 'No.', clause: 'made-up' })).toEqual(['clause']);
    expect(faults({ outcome: 'explained' })).toEqual(['reason']);
    expect(faults({ outcome: 'repaired' })).toBeUndefined();
    expect(faults({ outcome: 'repaired', clause: 'made-up' })).toEqual(['clause']);
    expect(faults({ outcome: 'forgiven' })).toEqual(['outcome']);
  });

  test('keeps what was said before, and is a first reply where there was none', async () => {
    const site = await newSite();
    const { as } = site;
    const { id } = await newComplaint(as('ana'));
    await decideComplaint(as('eli', { now: today + 5 }), id, declined);
    await decideComplaint(as('root', { now: today + 9 }), id, ended('replaced', 'We looked again.'));
    const { thread, complaint } = await readAs(site, null, id);
    expect(thread.repliedAt).toBe(today + 5);
    expect(complaint).toMatchObject({
      outcome: 'replaced',
      decisions: [{ outcome: 'declined', clause: 'w80-commercial.exclusions.limescale' }, { clause: null }],
    });
  });

  test('is written to who complained, in their language, once', async () => {
    const site = await newSite();
    const { as, instance } = site;
    const { id } = await newComplaint(as('ana'));
    await Promise.all([decideComplaint(as('eli'), id, declined), decideComplaint(as('eli'), id, declined)]);
    await decideComplaint(as('root'), id, declined);
    expect(await instance.db.read.$count(complaintDecisions)).toBe(1);
    const [letter, ...more] = await lettersOf(site);
    expect(more).toEqual([]);
    if (!letter) throw new Error('No letter.');
    expect([letter.kind, letter.email, letter.locale]).toEqual([
      'complaint_outcome',
      'ana@example.com',
      'hu',
    ]);
    const { text } = composeLetter(letter, instance.catalog.site, 'https://help.example.com', '/stop/');
    expect(text).toContain('Elutasítás');
    expect(text).toContain('w80-commercial.exclusions.limescale');
    expect(text).toContain('> Limescale, as the technician found.');
  });

  test('held or not: its author says so, once there is something to hold, and anew after another outcome', async () => {
    const site = await newSite();
    const { as } = site;
    const { id } = await newComplaint(as('ana'));
    await expect(sayWhetherHeld(as('ana'), id, true)).rejects.toMatchObject({ reason: 'wrong_kind' });
    await decideComplaint(as('eli'), id, ended('repaired'));
    for (const person of ['ben', 'eli', 'root'] as const)
      await expect(sayWhetherHeld(as(person), id, true)).rejects.toMatchObject({ reason: 'not_allowed' });
    await sayWhetherHeld(as('ana'), id, true);
    await sayWhetherHeld(as('ana'), id, false);
    expect((await readAs(site, null, id)).complaint?.held).toBe('no');
    await decideComplaint(as('eli'), id, ended('replaced'));
    expect((await readAs(site, null, id)).complaint?.held).toBeNull();
  });
});

test('a complaint stays once it has an outcome, but for moderators', async () => {
  const { as } = await newSite();
  const { id } = await newComplaint(as('ana'));
  await decideComplaint(as('eli'), id, ended('refunded'));
  await expect(deleteThread(as('ana'), id)).rejects.toMatchObject({ reason: 'has_answers' });
  await deleteThread(as('root'), id);
});

test('the letter of a reply speaks of solutions to who asked a question alone', async () => {
  const site = await newSite();
  const { as, instance } = site;
  await newReply(as('eli'), await newComplaint(as('ben')));
  await newReply(as('eli'), await newThread(as('ben')));
  const texts = (await lettersOf(site)).map(
    (letter) => composeLetter(letter, instance.catalog.site, 'https://help.example.com', '/stop/').text,
  );
  expect(texts.map((text) => /solution/.test(text))).toEqual([false, true]);
});

test('the order number is in the export and goes with the account', async () => {
  const site = await newSite();
  const { as, instance } = site;
  const { id } = await newComplaint(as('ana'), { reference: 'HV-1' });
  const taken = JSON.parse(await takeOut(as('ana'))) as { threads: unknown[] };
  expect(taken.threads).toMatchObject([{ id, kind: 'complaint', reference: 'HV-1', held: null }]);
  const passwordHash = await hashPassword('a rather long password');
  await instance.db.write((tx) => tx.update(users).set({ passwordHash }));
  await deleteAccount(as('ana'), 'a rather long password');
  expect(await instance.db.read.select({ reference: complaints.reference }).from(complaints)).toEqual([
    { reference: null },
  ]);
});

describe('the public figures', () => {
  test('without a complaint are those of an empty year', async () => {
    const { as } = await newSite();
    expect(await complaintFigures(as(null))).toMatchObject([
      { year: 2026, received: 0, keptRate: null, medianReplyMs: null, open: 0 },
    ]);
  });

  test('say what is still open, and leave it out of the promises kept', async () => {
    const { as } = await newSite();
    const kept = await newComplaint(as('ana'));
    await newReply(as('eli', { now: today + 3 * hourMs }), kept);
    await newComplaint(as('ana'));
    const figures = async (now: number) => (await complaintFigures(as(null, { now })))[0];
    expect(await figures(due)).toMatchObject({ received: 2, inTime: 1, waiting: 1, overdue: 0, keptRate: 1 });
    expect(await figures(due + 1)).toMatchObject({
      ...{ inTime: 1, waiting: 0, overdue: 1, keptRate: 0.5, open: 2 },
      medianReplyMs: 3 * hourMs,
    });
  });

  test('stand by index, not by a walk through all threads', async () => {
    const { instance } = await newSite();
    const span = { from: 0, to: today };
    for (const query of [
      complaintsCounted(instance.db.read, span, today),
      repliesByWait(instance.db.read, span),
    ]) {
      const { sql, params } = query.toSQL();
      const { rows } = await instance.db.client.execute({
        sql: `explain query plan ${sql}`,
        args: params as string[],
      });
      expect(rows.map(({ detail }) => String(detail)).join('\n')).not.toMatch(/SCAN/);
    }
  });

  test.each([1, 2, 3])('after anything that people do (%i), are what counting anew gives', async (seed) => {
    const site = await newSite();
    const { as } = site;
    const random = dice(seed);
    const from = Date.UTC(2025, 10, 1);
    const model = new Map<number, Counted>();
    let now = from;
    for (let act = 0; act < 60; act += 1) {
      now += Math.floor(random() * 6 * dayMs);
      await actAtRandom(site, model, random, now);
    }
    const living = [...model.values()].filter(({ deleted }) => !deleted);
    const figures = await complaintFigures(as(null, { now }));
    expect(figures.reduce((sum, { received }) => sum + received, 0)).toBe(living.length);
    for (const { year, ...shown } of figures) {
      const { medianReplyMs, keptRate, ...counted } = countAnew(
        living.filter(({ sentAt }) => new Date(sentAt + hourMs).getUTCFullYear() === year),
        now,
      );
      expect(shown).toMatchObject(counted);
      expect([shown.medianReplyMs, shown.keptRate]).toEqual([medianReplyMs, keptRate]);
    }
  });
});

/** What a complaint would be counted as, by somebody who watched. */
interface Counted {
  sentAt: number;
  promisedAt: number;
  replies: { postId: number; at: number; person: Person; gone: boolean }[];
  decidedAt: number[];
  outcome: ComplaintOutcome | null;
  held: 'yes' | 'no' | null;
  deleted: boolean;
}

async function actAtRandom(
  { as }: TestSite,
  model: Map<number, Counted>,
  random: () => number,
  now: number,
): Promise<void> {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const [id, one] = pick([...model].filter(([, { deleted }]) => !deleted)) ?? [];
  const chance = random();
  if (id === undefined || !one || chance < 0.3) {
    const { id: made } = await newComplaint(as('ana', { now }));
    const { thread } = await readThread(as(null), made);
    const promisedAt = thread.promisedAt ?? 0;
    const fresh = { replies: [], decidedAt: [], outcome: null, held: null, deleted: false };
    model.set(made, { sentAt: now, promisedAt, ...fresh });
  } else if (chance < 0.6) {
    const person = pick(['ana', 'ben', 'mo', 'eli', 'root'] as const) ?? 'eli';
    const { postId } = await newReply(as(person, { now }), { id, slug: '' });
    one.replies.push({ postId, at: now, person, gone: false });
  } else if (chance < 0.75) {
    const outcome = pick(complaintOutcomes) ?? 'explained';
    const decision = outcome === 'declined' ? declined : ended(outcome, `Because of ${now}.`);
    const repeated = outcome === 'declined' && one.outcome === 'declined';
    await decideComplaint(as('eli', { now }), id, decision);
    if (!repeated) Object.assign(one, { outcome, held: null, decidedAt: [...one.decidedAt, now] });
  } else if (chance < 0.85) {
    const held = random() < 0.5;
    if (one.outcome) await sayWhetherHeld(as('ana', { now }), id, held);
    if (one.outcome) one.held = held ? 'yes' : 'no';
  } else if (chance < 0.95) {
    const reply = pick(one.replies.filter(({ gone }) => !gone));
    if (reply) await deletePost(as('root', { now }), reply.postId);
    if (reply) reply.gone = true;
  } else {
    await deleteThread(as('root', { now }), id);
    one.deleted = true;
  }
}

function countAnew(list: Counted[], now: number) {
  const repliedAt = ({ replies, decidedAt }: Counted) => {
    const own = replies.filter(({ gone, person }) => !gone && ['eli', 'root'].includes(person));
    const moments = [...own.map(({ at }) => at), ...decidedAt];
    return moments.length === 0 ? null : Math.min(...moments);
  };
  const isInTime = (one: Counted) => (repliedAt(one) ?? Infinity) <= one.promisedAt;
  const replied = list.filter((one) => repliedAt(one) !== null);
  const silent = list.filter((one) => repliedAt(one) === null);
  const waits = replied.map((one) => (repliedAt(one) ?? 0) - one.sentAt).sort((a, b) => a - b);
  const middle = [waits[Math.floor((waits.length - 1) / 2)] ?? 0, waits[Math.floor(waits.length / 2)] ?? 0];
  const overdue = silent.filter(({ promisedAt }) => promisedAt < now).length;
  const inTime = replied.filter(isInTime).length;
  return {
    received: list.length,
    inTime,
    late: replied.length - inTime,
    overdue,
    waiting: silent.length - overdue,
    keptRate: replied.length + overdue === 0 ? null : inTime / (replied.length + overdue),
    open: list.filter(({ outcome }) => outcome === null).length,
    outcomes: Object.fromEntries(
      complaintOutcomes.map((outcome) => [outcome, list.filter((one) => one.outcome === outcome).length]),
    ),
    held: list.filter(({ held }) => held === 'yes').length,
    notHeld: list.filter(({ held }) => held === 'no').length,
    medianReplyMs: waits.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
  };
}

/** The same throws for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
