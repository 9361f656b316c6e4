import { z } from 'astro/zod';
import type { Key } from '#src/i18n/translate.ts';
import { locales } from '#src/i18n/locales.ts';
import { isCommonPassword, lengthOf, longestPassword, shortestPassword } from './passwords.ts';

/** Ties the messages of a schema to the dictionaries. */
const says = (key: Key): string => key;

export const longestName = 60;
export const longestAbout = 1_000;
export const longestEmail = 255;

/** No control characters, and none that turn the direction of what stands beside it. */
const plainText = /^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u;
/** Simple on purpose: only a letter shows whether an address is right. */
const emailShape =
  /^[^\s@<>()[\],;:"\\\p{Cc}]+@(?:[^\s@<>()[\],;:"\\\p{Cc}]+\.[^\s@.<>()[\],;:"\\\p{Cc}]+|localhost)$/u;

export const Email = z
  .string(says('accounts.email.missing'))
  .trim()
  .toLowerCase()
  .min(1, says('accounts.email.missing'))
  .max(longestEmail, says('accounts.email.long'))
  .regex(emailShape, says('accounts.email.shape'));

/** Not an address: it would stand on public pages. */
export const DisplayName = z
  .string(says('accounts.name.missing'))
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, says('accounts.name.missing'))
      .max(longestName, says('accounts.name.long'))
      .regex(plainText, says('accounts.name.shape'))
      .refine((name) => /[\p{L}\p{N}]/u.test(name) && !name.includes('@'), says('accounts.name.shape')),
  );

/** Any characters at all, none cut off. Lengths count characters. */
export const NewPassword = z
  .string(says('accounts.password.short'))
  .refine((password) => lengthOf(password) >= shortestPassword, says('accounts.password.short'))
  .refine((password) => lengthOf(password) <= longestPassword, says('accounts.password.long'))
  .refine((password) => !isCommonPassword(password), says('accounts.password.common'));

/** A password that is already somebody's: only what would never be stored is refused. */
const Password = z
  .string(says('accounts.password.missing'))
  .min(1, says('accounts.password.missing'))
  .max(4 * longestPassword, says('accounts.password.long'));

/** Where somebody was going: as long as a question filled in by its address may be. */
const Next = z.string().max(8_000).optional().catch(undefined);

export const SignUp = z
  .object({ displayName: DisplayName, email: Email, password: NewPassword, next: Next })
  .refine(({ email, password }) => password.toLowerCase() !== email, {
    path: ['password'],
    message: says('accounts.password.email'),
  });
export type SignUp = z.output<typeof SignUp>;

export const SignIn = z.object({ email: Email, password: Password, next: Next });
export type SignIn = z.output<typeof SignIn>;

export const AskForReset = z.object({ email: Email });

export const ChooseNewPassword = z.object({ newPassword: NewPassword });

export const ChangePassword = z.object({ password: Password, newPassword: NewPassword });
export type ChangePassword = z.output<typeof ChangePassword>;

export const ChangeEmail = z.object({ email: Email, password: Password });
export type ChangeEmail = z.output<typeof ChangeEmail>;

export const Profile = z.object({
  displayName: DisplayName,
  about: z.string().trim().max(longestAbout, says('accounts.about.long')).catch(''),
  locale: z.enum(locales, says('accounts.language.unknown')),
});
export type Profile = z.output<typeof Profile>;

export const DeleteAccount = z.object({ password: Password });

/** `others`, or the stored id of one session. */
export const EndSession = z.object({ session: z.string().regex(/^(others|[0-9a-f]{64})$/) });

/** A form with a button and nothing to fill in. */
export const Confirmation = z.object({ next: Next });
