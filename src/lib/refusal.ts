const statuses = {
  signed_out: 401,
  not_allowed: 403,
  not_found: 404,
  thread_locked: 409,
  wrong_password: 422,
  wrong_sign_in: 422,
  link_expired: 410,
  email_unverified: 403,
  name_taken: 422,
  own_post: 422,
  same_words: 409,
  has_answers: 409,
  wrong_kind: 409,
  too_many_links: 422,
  too_often: 429,
  invalid: 400,
  cannot_save: 507,
} as const;

/** Everything the product declines to do; each has a sentence `refusal.<reason>` in the dictionaries. */
export type Reason = keyof typeof statuses;

/** An expected "no" that the reader should be told about; anything else thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: Reason;
  /** Seconds until it is worth trying again; only with `too_often`. */
  readonly retryAfter: number | undefined;

  constructor(reason: Reason, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.reason = reason;
    this.retryAfter = options.retryAfter;
  }

  /** The server and the pages built for it each carry a copy of this class: a Refusal of either is one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Refusal';
  }

  get status(): number {
    return statuses[this.reason];
  }
}
