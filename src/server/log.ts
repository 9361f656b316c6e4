import { type DestinationStream, type Logger, pino } from 'pino';
import type { Settings } from '#src/lib/settings.ts';

/** The log: JSON lines with the time in UTC. What people wrote, and who they are, stays out of it. */
export function openLog(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => (error instanceof Error ? described(error) : error) },
  };
  return destination ? pino(options, destination) : pino(options);
}

interface DescribedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: DescribedError;
}

/** An error without what it was about: the values of a query, e-mail addresses, secrets of links. */
function described(error: Error, depth = 0): DescribedError {
  const code = (error as NodeJS.ErrnoException).code;
  return {
    type: error.constructor.name,
    message: withoutSecrets(error.message),
    ...(typeof code === 'string' && { code }),
    stack: (error.stack?.replace(error.message, '') ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .join('\n'),
    ...(error.cause instanceof Error && depth < 3 && { cause: described(error.cause, depth + 1) }),
  };
}

/** Text of an error or a library as it may stand in the log. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\nparams: [^]*/, '')
    .slice(0, 4_000)
    .replace(/[^\s<>"'(),:;@]+@[^\s<>"'(),:;@]+/g, '…@…')
    .replace(/[a-z0-9]{32,}/g, '…');
}

/** An address as it may stand in the log: no query, no segment that could be a secret or somebody's address. */
export function pathForLog(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path
    .slice(0, 300)
    .split('/')
    .map((segment) => (/^(?!.*[^-.]{24})[\w.-]*$/.test(segment) ? segment : '…'))
    .join('/');
}
