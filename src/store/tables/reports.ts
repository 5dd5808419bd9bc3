export interface DigestEditTable {
  date: string;
  /** What was changed, as JSON. */
  data: string;
  editedBy: string;
  editedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
}

export interface DigestTable {
  date: string;
  madeAt: string;
  /** When its mails were put in the outbox; null while it was only made for reading. */
  queuedAt: string | null;
  data: string;
}
