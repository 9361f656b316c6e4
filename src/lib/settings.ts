import { resolve } from 'node:path';
import { BlockList, isIP } from 'node:net';
import { pathToFileURL } from 'node:url';
import { z } from 'astro/zod';

const port = z.coerce
  .number('a whole number from 1 to 65535')
  .int('a whole number from 1 to 65535')
  .min(1, 'a whole number from 1 to 65535')
  .max(65_535, 'a whole number from 1 to 65535');
const origin = z
  .string()
  .refine(
    (value) => /^https?:\/\/[^/?#@\s]+\/?$/.test(value) && URL.canParse(value),
    'an origin such as https://help.example.com, without a path',
  )
  .transform((value) => new URL(value).origin);
const address = z
  .string()
  .refine(
    (value) => proxyRule(value) !== null,
    'IP addresses or networks separated by commas, such as 10.0.0.0/8',
  );
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Every setting: how its text is read, and what is allowed, for the message when it is wrong. */
const Environment = z.object({
  HOST: z.string().min(1, 'an address to listen on, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
  PORT: port.default(4321),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().min(1, 'a folder').default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|libsql:|https?:)/, 'an address beginning with file:, libsql: or https:')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'an address beginning with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^@<>\s]+@[^@<>\s]+>?$/, 'an address such as "Halvard help <help@example.com>"')
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(address))
    .default([]),
  RATE_LIMITS: z.enum(['on', 'off'], 'on or off').default('on'),
  SEARCH_LOG: z.enum(['on', 'off'], 'on or off').default('on'),
  LOG_LEVEL: z.enum(logLevels, logLevels.join(', ')).default('info'),
  CONTENT_DIR: z.string().min(1, 'a folder').default('content'),
});

export interface Settings {
  host: string;
  port: number;
  /** The origin people type, without a slash at the end. */
  publicUrl: string;
  /** True behind TLS: cookies are Secure and carry the `__Host-` prefix. */
  secure: boolean;
  dataDir: string;
  databaseUrl: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  trustedProxies: string[];
  rateLimits: boolean;
  /** True to add up what searches found nothing and which results were opened. */
  searchLog: boolean;
  logLevel: (typeof logLevels)[number];
  contentDir: string;
}

/** A setting that is wrong: the message names it, its value and what is allowed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Why a command cannot do its work, in one line for whoever runs it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Reads the settings, with their defaults, from an environment.
 * An empty value counts as not set. Throws SettingsError, naming every wrong setting at once.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name} is "${shown(name, env[name] ?? '')}". Allowed: ${issue.message}.`;
    });
    throw new SettingsError(lines.join('\n'));
  }
  const value = parsed.data;
  const publicUrl = value.PUBLIC_URL ?? `http://localhost:${value.PORT}`;
  const dataDir = resolve(value.DATA_DIR);
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    dataDir,
    databaseUrl: value.DATABASE_URL ?? pathToFileURL(resolve(dataDir, 'aftercare.db')).href,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? `no-reply@${new URL(publicUrl).hostname}`,
    trustedProxies: value.TRUSTED_PROXIES,
    rateLimits: value.RATE_LIMITS === 'on',
    searchLog: value.SEARCH_LOG === 'on',
    logLevel: value.LOG_LEVEL,
    contentDir: resolve(value.CONTENT_DIR),
  };
}

/** A value as it may be printed: without the password or the token of an address. */
function shown(name: string, value: string): string {
  if (name !== 'SMTP_URL' && name !== 'DATABASE_URL') return value;
  return value.replace(/^.*@/, '…@').replace(/(authToken=)[^&]*/i, '$1…');
}

/** Reads `.env` in the working folder into the environment; what is set already wins. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The networks of TRUSTED_PROXIES as something that can be asked. */
export function proxyList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const rule = proxyRule(entry);
    if (rule) list.addSubnet(rule.address, rule.prefix, rule.family);
  }
  return list;
}

function proxyRule(entry: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | null {
  const [host = '', bits] = entry.split('/');
  const version = isIP(host);
  if (version === 0) return null;
  const widest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > widest) return null;
  return { address: host, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}
