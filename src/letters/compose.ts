import MarkdownIt from 'markdown-it';
import type { letters } from '#db/schema/letters.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { wishKinds } from '#db/schema/owned.ts';
import { longDate } from '#src/i18n/format.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { type Translate, translator } from '#src/i18n/translate.ts';
import type { LetterData, LetterKind } from './outbox.ts';

type Row = typeof letters.$inferSelect;

/** What a letter says, before it is text or HTML. */
interface Wording {
  subject: string;
  text: string;
  /** What somebody wrote, quoted as plain text. */
  quote?: string;
  /** Things, one after another. */
  points?: string[];
  action?: { label: string; path: string };
  after?: string;
}

type Writer<Kind extends LetterKind> = (
  t: Translate,
  data: LetterData[Kind],
  site: Catalog['site'],
  day: (date: string) => string,
) => Wording;

const writers: { [Kind in LetterKind]: Writer<Kind> } = {
  verify_email: (t, { link }) => ({
    subject: t('letter.verify_email.subject'),
    text: t('letter.verify_email.text'),
    action: { label: t('letter.verify_email.action'), path: link },
    after: t('letter.verify_email.after'),
  }),
  already_signed_up: (t, { link }) => ({
    subject: t('letter.already_signed_up.subject'),
    text: t('letter.already_signed_up.text'),
    action: { label: t('letter.already_signed_up.action'), path: link },
    after: t('letter.already_signed_up.after'),
  }),
  reset_password: (t, { link }) => ({
    subject: t('letter.reset_password.subject'),
    text: t('letter.reset_password.text'),
    action: { label: t('letter.reset_password.action'), path: link },
    after: t('letter.reset_password.after'),
  }),
  change_email: (t, { link }) => ({
    subject: t('letter.change_email.subject'),
    text: t('letter.change_email.text'),
    action: { label: t('letter.change_email.action'), path: link },
    after: t('letter.change_email.after'),
  }),
  email_changed: (t, _data, site) => ({
    subject: t('letter.email_changed.subject'),
    text: t('letter.email_changed.text'),
    after: t('letter.email_changed.after', { contact: site.email }),
  }),
  password_changed: (t, { link }) => ({
    subject: t('letter.password_changed.subject'),
    text: t('letter.password_changed.text'),
    action: { label: t('letter.password_changed.action'), path: link },
    after: t('letter.password_changed.after'),
  }),
  role_changed: (t, { role, link }) => ({
    subject: t('letter.role_changed.subject'),
    text: t('letter.role_changed.text', { role: t(`accounts.role.${role}`) }),
    action: { label: t('letter.role_changed.action'), path: link },
  }),
  account_deleted: (t, _data, site) => ({
    subject: t('letter.account_deleted.subject'),
    text: t('letter.account_deleted.text', { site: site.name }),
    after: t('letter.account_deleted.after', { contact: site.email }),
  }),
  reply: (t, { author, title, excerpt, link, asker, kind }) => {
    const asked = asker === 'yes' && (kind ?? 'question') === 'question';
    const own = asker === 'yes' ? 'letter.reply.author' : 'letter.reply.follower';
    return {
      subject: t('letter.reply.subject', { author, title }),
      text: t(asked ? 'letter.reply.asker' : own, { author, title }),
      quote: excerpt,
      action: { label: t('letter.reply.action'), path: link },
      ...(asked ? { after: t('letter.reply.after') } : {}),
    };
  },
  solution: (t, { title, link }) => ({
    subject: t('letter.solution.subject', { title }),
    text: t('letter.solution.text', { title }),
    action: { label: t('letter.solution.action'), path: link },
  }),
  idea_status: (t, { title, status, reason, link, own }) => ({
    subject: t('letter.idea.subject', { title, status: t(`forum.idea.status.${status}`) }),
    text: t(own === 'yes' ? 'letter.idea.own' : 'letter.idea.followed', {
      title,
      status: t(`forum.idea.status.${status}`),
    }),
    ...(reason ? { quote: reason } : {}),
    action: { label: t('letter.idea.action'), path: link },
  }),
  complaint_outcome: (t, { title, outcome, clause, reason, link }) => ({
    subject: t('letter.outcome.subject', { title }),
    text: [
      t('letter.outcome.text', { title, outcome: t(`forum.outcome.${outcome}`) }),
      clause && t('letter.outcome.clause', { clause }),
    ]
      .filter(Boolean)
      .join(' '),
    ...(reason ? { quote: reason } : {}),
    action: { label: t('letter.outcome.action'), path: link },
    after: t('letter.outcome.after'),
  }),
  warranty_ending: (t, { thing, side, until, then, longer, link }, _site, day) => ({
    subject: t(
      `letter.warranty_ending.subject.${side === 'commercial' || side === 'both' ? 'commercial' : 'statutory'}`,
      {
        thing,
        date: day(until),
      },
    ),
    text: [
      t(`letter.warranty_ending.${side}`, { thing, date: day(until) }),
      then &&
        t(`letter.warranty_ending.${side === 'commercial' ? 'then_statutory' : 'earlier'}`, {
          date: day(then),
        }),
      longer && t('letter.warranty_ending.longer', { parts: longer }),
    ]
      .filter(Boolean)
      .join(' '),
    action: { label: t('letter.warranty_ending.action'), path: link },
    after: t('letter.warranty_ending.after', { date: day(until) }),
  }),
  maintenance_due: (t, { thing, tasks, link }) => ({
    subject: t('letter.maintenance_due.subject', { thing }),
    text: t('letter.maintenance_due.text', { thing }),
    points: tasks.split('\n'),
    action: { label: t('letter.maintenance_due.action'), path: link },
    after: t('letter.maintenance_due.after'),
  }),
  notice: (t, { things, level, title, summary, untranslated, link }) => ({
    subject: `${t(`articles.notice.${level}`)}: ${title}`,
    text: t(`letter.notice.${level}`, { things }),
    quote: summary,
    action: { label: t('letter.notice.action'), path: link },
    ...(untranslated === 'yes' ? { after: t('letter.notice.untranslated') } : {}),
  }),
};

/** A letter ready for a mail server. */
export interface ComposedLetter {
  subject: string;
  text: string;
  html: string;
}

/**
 * Writes a letter of the outbox in its reader's language, as text and as HTML, with links on
 * `publicUrl`. `stopPath` is the address that ends such letters; null for those about an account.
 */
export function composeLetter(
  row: Row,
  site: Catalog['site'],
  publicUrl: string,
  stopPath: string | null,
): ComposedLetter {
  const t = translator(row.locale);
  const { subject, text, quote, points, action, after } = wordingOf(row, t, site);
  const greeting = t('letter.greeting', { name: row.data['name'] ?? '' });
  const wish = wishKinds.find((kind) => kind === row.kind);
  const why = t(`letter.why.${stopPath ? (wish ? 'wish' : 'thread') : 'account'}`, { site: site.name });
  const safety = t('letter.safety', { site: site.name });
  const stop = stopPath && { label: t(wish ? `letter.stop.${wish}` : 'letter.stop'), path: stopPath };
  const plain = [
    greeting,
    text,
    quote &&
      quote
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n'),
    points && points.map((point) => `- ${point}`).join('\n'),
    action && `${action.label}:\n${publicUrl}${action.path}`,
    after,
    `-- \n${site.name}\n${safety}\n${why}${stop ? `\n${stop.label}: ${publicUrl}${stop.path}` : ''}`,
  ];
  const marked = [
    paragraph(escape(greeting)),
    paragraph(escape(text)),
    quote &&
      `<blockquote style="margin:0 0 16px;padding:0 0 0 16px;border-left:2px solid #c9c2b8">${withBreaks(quote)}</blockquote>`,
    points &&
      `<ul style="margin:0 0 16px;padding:0 0 0 20px">${points.map((point) => `<li>${escape(point)}</li>`).join('')}</ul>`,
    action && paragraph(link(publicUrl + action.path, action.label), 'margin:24px 0'),
    after && paragraph(escape(after)),
    `<hr style="border:0;border-top:1px solid #ddd6cb;margin:24px 0"><p style="margin:0;font-size:14px;color:#5d564e">${[escape(site.name), escape(safety), escape(why), stop && link(publicUrl + stop.path, stop.label)].filter(Boolean).join('<br>')}</p>`,
  ];
  return {
    subject,
    text: `${plain.filter(Boolean).join('\n\n')}\n`,
    html: page(row.locale, subject, marked.filter(Boolean).join('\n')),
  };
}

function wordingOf(row: Row, t: Translate, site: Catalog['site']): Wording {
  if (!Object.hasOwn(writers, row.kind)) throw new Error(`No letter of this kind: ${row.kind}`);
  // The row was written by writeLetter, which ties the kind to its data.
  const write = writers[row.kind as LetterKind] as Writer<LetterKind>;
  const day = (date: string) => longDate(new Date(date), row.locale);
  return write(t, row.data as unknown as LetterData[LetterKind], site, day);
}

const escape = new MarkdownIt().utils.escapeHtml;
const withBreaks = (text: string) => escape(text).replaceAll('\n', '<br>');
const paragraph = (html: string, style = 'margin:0 0 16px') => `<p style="${style}">${html}</p>`;
const link = (href: string, label: string) =>
  `<a href="${escape(href)}" style="color:#a82c14">${escape(label)}</a>`;

/** Mail programs know no stylesheets: the look of a letter stands on its elements. */
const page = (locale: Locale, title: string, body: string) => `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(title)}</title></head>
<body style="margin:0;padding:24px;font:17px/1.55 Commissioner,'Segoe UI',Helvetica,Arial,sans-serif"><div style="max-width:36em;margin:0 auto">
${body}
</div></body></html>
`;
