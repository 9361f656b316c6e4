import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type { Settings } from '#src/lib/settings.ts';

const timeoutMs = 20_000;

/** Hands letters over. It resolves once a letter is accepted: by the mail server, or by the disk. */
export interface Transport {
  /** `name` is unique to the letter and sorts by time; the same name replaces, never doubles. */
  send(name: string, mail: SendMailOptions): Promise<void>;
  close(): void;
}

/** SMTP_URL's server; without one, `.eml` files under DATA_DIR/letters, oldest first by name. */
export function openTransport(settings: Settings): Transport {
  return settings.smtpUrl === undefined
    ? fileTransport(join(settings.dataDir, 'letters'))
    : smtpTransport(settings.smtpUrl);
}

function smtpTransport(url: string): Transport {
  const server = nodemailer.createTransport(url, { pool: true } as never);
  const options = server.options as {
    connectionTimeout?: number;
    greetingTimeout?: number;
    socketTimeout?: number;
  };
  Object.assign(options, {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    send: async (_name, mail) => {
      await server.sendMail(mail);
    },
    close: () => {
      server.close();
    },
  };
}

function fileTransport(folder: string): Transport {
  mkdirSync(folder, { recursive: true });
  const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (name, mail) => {
      const { message } = await writer.sendMail(mail);
      const path = join(folder, `${name}.eml`);
      await writeFile(`${path}.part`, message as Buffer);
      await rename(`${path}.part`, path);
    },
    close: () => {
      writer.close();
    },
  };
}
