/** Indonesian names of the states of a message in the outbox. */
export const outboxStateNames = {
  pending: 'menunggu',
  sending: 'sedang dikirim',
  sent: 'terkirim',
  dead: 'menyerah',
} as const;

/** A server's words without the addresses in them: they are shown to more people than the operator. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"',;:@]+@[^\s<>"',;]+/g, '…');
}
