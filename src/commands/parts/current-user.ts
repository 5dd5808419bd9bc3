import { userInfo } from 'node:os';

/** Name for the audit trail when none is given. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no name.
    return 'operator';
  }
}
