/** Addresses tried of one host: a host whose every address is dead must not take the time of the whole exchange. */
const maxTried = 4;

/**
 * Opens a connection to the first address that answers, in the given order: many hosts name an address that is not reachable from
 * here (IPv6 without a route, a dead mirror).
 * @throws what the last address tried failed with
 */
export async function dialFirst<T>(addresses: readonly string[], open: (address: string) => Promise<T>): Promise<T> {
  let failure: unknown = new Error('no address');
  for (const address of addresses.slice(0, maxTried)) {
    try {
      return await open(address);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
