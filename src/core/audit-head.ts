/** Where the audit trail ended at some time: number and hash of its last row. */
export interface AuditHead {
  readonly id: number;
  readonly hash: string;
}

/** `1240:3f2a…`: to be written down where whoever changes the database cannot reach. */
export function formatAuditHead({ id, hash }: AuditHead): string {
  return `${id}:${hash}`;
}

/** Null for what is none. */
export function parseAuditHead(text: string): AuditHead | null {
  const match = /^\s*(\d{1,15})\s*:\s*([0-9a-f]{64})\s*$/i.exec(text);
  return match === null ? null : { id: Number(match[1]), hash: (match[2] ?? '').toLowerCase() };
}
